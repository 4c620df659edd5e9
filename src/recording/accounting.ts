import { subtract, subtractAll, type TimeRange } from '../core/index.ts';

/** A gap while it is being moved about: `toMs` is `Infinity` while it lasts. */
const forever = Number.POSITIVE_INFINITY;

/** What is left of a gap when footage turns up inside it. An open gap keeps an open rest. */
export const carve = (gap: TimeRange, segment: TimeRange): TimeRange[] => subtract(gap, segment);

/**
 * The stretches from `fromMs` on that nothing accounts for; the last one has no end (`toMs` is `Infinity`).
 * A gap opened there takes nothing away from what is there already.
 */
export const unaccountedFrom = (fromMs: number, spans: readonly TimeRange[]): TimeRange[] =>
  subtractAll({ fromMs, toMs: forever }, spans);

/**
 * How far coverage reaches without a hole, starting from `frontierMs` (I4). `spans` are segments and closed gaps in
 * any order; they may overlap each other.
 */
export function advanceFrontier(frontierMs: number, spans: readonly TimeRange[]): number {
  let reachedMs = frontierMs;
  for (const span of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    if (span.fromMs > reachedMs) break;
    reachedMs = Math.max(reachedMs, span.toMs);
  }
  return reachedMs;
}
