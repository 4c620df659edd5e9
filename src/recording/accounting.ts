import { type StreamId, subtract, subtractAll, type TimeRange } from '../core/index.ts';

/** End of an open gap: its `toMs` is `Infinity`. */
const forever = Number.POSITIVE_INFINITY;

/** The remainder of a gap around footage inside it. An open gap keeps an open remainder. */
export const carve = (gap: TimeRange, segment: TimeRange): TimeRange[] => subtract(gap, segment);

/**
 * The unaccounted stretches from `fromMs` on; the last one has no end (`toMs` is `Infinity`). A gap opened
 * there overlaps no existing span.
 */
export const unaccountedFrom = (fromMs: number, spans: readonly TimeRange[]): TimeRange[] =>
  subtractAll({ fromMs, toMs: forever }, spans);

/**
 * How far coverage reaches without a hole from `frontierMs` (I4). `spans` are segments and closed gaps in any
 * order; they may overlap.
 */
export function advanceFrontier(frontierMs: number, spans: readonly TimeRange[]): number {
  let reachedMs = frontierMs;
  for (const span of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    if (span.fromMs > reachedMs) break;
    reachedMs = Math.max(reachedMs, span.toMs);
  }
  return reachedMs;
}

export interface UnaccountedHole extends TimeRange {
  readonly streamId: StreamId;
}

/** Verifies I4 from outside: finds holes without segment or gap before accounted time. */
export interface CoverageWatch {
  /**
   * Fills holes older than `olderThanMs` with a gap `unknown` and returns them. Each is a defect of ours:
   * gaps are written when they happen.
   */
  fillHoles(siteId: string, olderThanMs: number): Promise<UnaccountedHole[]>;
}
