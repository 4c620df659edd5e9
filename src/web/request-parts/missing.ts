import type { FootageRequest } from '../../client/index.ts';
import type { GapReason } from '../api/shapes.ts';
import type { Range } from '../time/spoken-range.ts';

/** A stretch of which a camera has no picture; without a reason, it was not registered then. */
export interface MissingFootage extends Range {
  readonly name: string;
  readonly reason?: GapReason;
}

type Asked = Pick<FootageRequest, 'from' | 'to' | 'effectiveScope'>;

/** Known gaps in the requested footage, camera by camera, in order. An unknown stretch is no gap. */
export const missingFootage = ({ from, to, effectiveScope }: Asked): MissingFootage[] =>
  effectiveScope.flatMap(({ cameraId, name = cameraId, spans, gaps, open }) => {
    const known = [...spans, ...gaps, ...open].map(rangeOf);
    const unregistered = uncovered({ fromMs: Date.parse(from), toMs: Date.parse(to) }, known);
    const missing: MissingFootage[] = [
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
