import type { TimeRange } from '../core/index.ts';
import type { CoverageFacts } from './coverage.ts';

/** Time of a stream of which the catalogue does not tell what was recorded. */
export interface AlteredTime extends TimeRange {
  /**
   * `segment`: the row of a segment is another than its record. `gap`: no record tells of the gap, or neither segment nor gap
   * accounts for the time. `missing`: a record tells of a segment that has no row.
   */
  readonly kind: 'segment' | 'gap' | 'missing';
}

/** Coverage of a stream beside its records. */
export interface ComparedCoverage {
  readonly altered: readonly AlteredTime[];
  /** Of segments whose records are not sealed yet. */
  readonly pending: readonly TimeRange[];
}

/** Facts of a stream, and how the rows that they were taken of stand beside their records. */
export interface ComparedFacts {
  readonly facts: CoverageFacts;
  readonly compared: ComparedCoverage;
}
