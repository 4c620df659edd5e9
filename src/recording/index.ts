export {
  advanceFrontier,
  type CoverageWatch,
  carve,
  type UnaccountedHole,
  unaccountedFrom,
} from './accounting.ts';
export { backoffMs, longestBackoffMs } from './backoff.ts';
export { lapseOfDead, type Workers } from './dead-workers.ts';
export { type Gap, type GapReason, gapReasons } from './gap.ts';
export { gapWordsEn, gapWordsVi } from './gap-words.ts';
export {
  type Claimant,
  type Lease,
  type LeaseRepository,
  leaseMs,
  type RecordingTarget,
  type RunOutcome,
  renewEveryMs,
} from './lease.ts';
export type { RunEnd } from './outcome.ts';
export type { RecordedFile, Recorder, RecorderEnd, RecorderProcess, RecordingOrder } from './recorder.ts';
export { type ClosedSegment, maxSegmentMs, parseSegmentId, type Run, segmentId } from './segment.ts';
export {
  type NameRun,
  type OpenRun,
  type RunSpool,
  type SpooledFile,
  type SpooledName,
  type SpooledRun,
  type SpoolReader,
  type StrayRun,
  spoolFileName,
} from './spool.ts';
export { RecorderSupervisor, type RecordOutcome, type SupervisorDeps } from './supervisor.ts';
export { createStreamTrial, type DecodeFirstPicture } from './trial-picture.ts';
export { createFormatTrial } from './tried-format.ts';
