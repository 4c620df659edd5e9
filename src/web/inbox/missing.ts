import type { FootageRequest } from '../../client/index.ts';
import type { GapReason } from '../api/shapes.ts';
import type { Range } from '../time/spoken-range.ts';

/** A stretch of which a camera has no picture; without a reason, it was not registered then. */
export interface Missing extends Range {
  readonly name: string;
  readonly reason?: GapReason;
}

type Asked = Pick<FootageRequest, 'from' | 'to' | 'effectiveScope'>;

/** What is known to be missing of what was asked for, camera by camera, in order. What is not known yet is not missing. */
export const missingOf = ({ from, to, effectiveScope }: Asked): Missing[] =>
  effectiveScope.flatMap(({ cameraId, name = cameraId, spans, gaps, open }) => {
    const known = [...spans, ...gaps, ...open].map(rangeOf);
    const unregistered = uncovered({ fromMs: Date.parse(from), toMs: Date.parse(to) }, known);
    const missing: Missing[] = [
      ...gaps.map((gap) => ({ name, ...rangeOf(gap), reason: gap.reason })),
      ...unregistered.map((range) => ({ name, ...range })),
    ];
    return missing.sort((a, b) => a.fromMs - b.fromMs);
  });

const rangeOf = ({ from, to }: { readonly from: string; readonly to: string }): Range => ({
  fromMs: Date.parse(from),
  toMs: Date.parse(to),
});

/** The parts of a range that none of the others covers. */
export function uncovered({ fromMs, toMs }: Range, others: readonly Range[]): Range[] {
  const left: Range[] = [];
  let reachedMs = fromMs;
  for (const other of [...others].sort((a, b) => a.fromMs - b.fromMs)) {
    if (other.fromMs > reachedMs) left.push({ fromMs: reachedMs, toMs: Math.min(other.fromMs, toMs) });
    reachedMs = Math.max(reachedMs, other.toMs);
    if (reachedMs >= toMs) break;
  }
  if (reachedMs < toMs) left.push({ fromMs: reachedMs, toMs });
  return left.filter((range) => range.fromMs < range.toMs);
}
