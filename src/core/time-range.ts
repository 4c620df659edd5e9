/** A half-open stretch of wall time `[fromMs, toMs)`, UTC milliseconds. Empty when `fromMs >= toMs`. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

export const isEmpty = (range: TimeRange): boolean => range.fromMs >= range.toMs;

export const lengthMs = (range: TimeRange): number => Math.max(0, range.toMs - range.fromMs);

export const containsInstant = (range: TimeRange, instantMs: number): boolean =>
  range.fromMs <= instantMs && instantMs < range.toMs;

export const containsRange = (outer: TimeRange, inner: TimeRange): boolean =>
  outer.fromMs <= inner.fromMs && inner.toMs <= outer.toMs;

export const overlaps = (a: TimeRange, b: TimeRange): boolean => a.fromMs < b.toMs && b.fromMs < a.toMs;

/** The common part; empty (never negative) when there is none. */
export function intersect(a: TimeRange, b: TimeRange): TimeRange {
  const fromMs = Math.max(a.fromMs, b.fromMs);
  return { fromMs, toMs: Math.max(fromMs, Math.min(a.toMs, b.toMs)) };
}

/** `whole` without `part`: zero, one or two non-empty ranges, in order. */
export function subtract(whole: TimeRange, part: TimeRange): TimeRange[] {
  if (!overlaps(whole, part)) return isEmpty(whole) ? [] : [whole];
  return [
    { fromMs: whole.fromMs, toMs: part.fromMs },
    { fromMs: part.toMs, toMs: whole.toMs },
  ].filter((range) => !isEmpty(range));
}

/** `whole` without any of `parts`, in order: as quick as sorting them. */
export function subtractAll(whole: TimeRange, parts: readonly TimeRange[]): TimeRange[] {
  const left: TimeRange[] = [];
  let { fromMs } = whole;
  for (const part of union(parts)) {
    if (part.toMs <= fromMs) continue;
    if (part.fromMs >= whole.toMs) break;
    if (part.fromMs > fromMs) left.push({ fromMs, toMs: part.fromMs });
    fromMs = part.toMs;
  }
  if (fromMs < whole.toMs) left.push({ fromMs, toMs: whole.toMs });
  return left;
}

/** The union as the fewest disjoint ranges, sorted; ranges that touch are joined. */
export function union(ranges: readonly TimeRange[]): TimeRange[] {
  const sorted = ranges.filter((range) => !isEmpty(range)).sort((a, b) => a.fromMs - b.fromMs);
  const joined: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of sorted) {
    const last = joined.at(-1);
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else joined.push({ fromMs, toMs });
  }
  return joined;
}

/** From the first beginning to the last end of one range or more. */
export const hullOf = (ranges: readonly TimeRange[]): TimeRange => ({
  fromMs: Math.min(...ranges.map(({ fromMs }) => fromMs)),
  toMs: Math.max(...ranges.map(({ toMs }) => toMs)),
});
