import type { StreamId, TimeRange } from '../core/index.ts';

export interface UnaccountedHole extends TimeRange {
  readonly streamId: StreamId;
}

/** Looks after I4 from outside: what no segment and no gap accounts for, though later time is accounted for. */
export interface CoverageWatch {
  /**
   * Fills holes that have stood for `olderThanMs` with a gap `unknown` and answers them. Each is a defect of ours:
   * gaps are written when they happen.
   */
  fillHoles(siteId: string, olderThanMs: number): Promise<UnaccountedHole[]>;
}
