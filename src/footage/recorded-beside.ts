import { intersect, subtractAll, type TimeRange, union } from '../core/index.ts';
import type { StreamFacts } from './coverage.ts';

/** The time of a stream, as far as it is known without its segments. */
export interface TimeBesideFootage extends StreamFacts {
  /** Gaps, one that lasts until `Infinity`; and what is marked garbage. */
  readonly missing: readonly TimeRange[];
  /** Segments that account for no time behind the frontier, or for time that is marked garbage in another epoch. */
  readonly segments: readonly TimeRange[];
}

/**
 * What is recorded of a range: behind the frontier all that is not missing (I4), so that no segment is read for it; beside it the given
 * segments.
 */
export function recordedBeside(
  { enrolledAtMs, accountedUntilMs, missing, segments }: TimeBesideFootage,
  range: TimeRange,
): TimeRange[] {
  const accounted = intersect(range, { fromMs: enrolledAtMs, toMs: accountedUntilMs });
  return union([...subtractAll(accounted, missing), ...segments]);
}
