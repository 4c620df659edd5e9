export { backoffMs } from './backoff.ts';
export { type Gap, type GapReason, gapReasons } from './gap.ts';
export {
  type Claimant,
  type Lease,
  type LeaseBook,
  leaseMs,
  type RecordingTarget,
  type RunOutcome,
  renewEveryMs,
} from './lease.ts';
export { type ClosedSegment, longestSegmentMs, parseSegmentId, type Run, segmentId } from './segment.ts';
