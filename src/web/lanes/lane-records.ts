import type { AlteredTime, CameraFootage, TimeRange } from '../api/shapes.ts';
import type { Range } from '../time/spoken-range.ts';

export interface AlteredRange extends Range {
  readonly kind: AlteredTime['kind'];
}

/** How the coverage of one camera stands to the evidence log, in milliseconds. Recorded time that is neither is sealed. */
export interface LaneRecords {
  /** Footage whose records are not sealed yet. */
  readonly pending: readonly Range[];
  /** Time of which the catalogue does not tell what was recorded. */
  readonly altered: readonly AlteredRange[];
}

export type FootageStanding = 'sealed' | 'pending' | 'altered';

/** `undefined` where the answer was not compared with the log. */
export const laneRecordsOf = ({ pending, altered }: CameraFootage): LaneRecords | undefined =>
  pending &&
  altered && {
    pending: pending.map(rangeOf),
    altered: altered.map((time) => ({ ...rangeOf(time), kind: time.kind })),
  };

const rangeOf = ({ from, to }: TimeRange): Range => ({ fromMs: Date.parse(from), toMs: Date.parse(to) });

export const holds = ({ fromMs, toMs }: Range, ms: number): boolean => fromMs <= ms && ms < toMs;

/** Of footage at an instant; altered time comes first. */
export function standingAt({ pending, altered }: LaneRecords, ms: number): FootageStanding {
  if (altered.some((range) => holds(range, ms))) return 'altered';
  return pending.some((range) => holds(range, ms)) ? 'pending' : 'sealed';
}
