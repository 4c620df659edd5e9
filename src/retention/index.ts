export {
  type ClockBook,
  type ClockStatus,
  type ClockSync,
  type ClockTrust,
  createClockTrust,
} from './clock-trust.ts';
export type { ClockMemory, ClockVerdict, SyncState } from './clock-verdict.ts';
export type { BegunDeletion, CameraCutoff, DeletionBook, Premises, Receipts } from './deletion-book.ts';
export { type ExpireDeps, expireSegments } from './expire-segments.ts';
export { type Conflict, type Forecast, forecast } from './forecast.ts';
export { binds, type Hold, type HoldDraft, type HoldId, type Holds, type Placed } from './hold.ts';
export { parseHold, parseRelease, parseReview } from './hold-form.ts';
export {
  type Candidate,
  type ExpiryCause,
  type ExpiryPlan,
  plan,
  type SegmentRef,
  type Stock,
} from './plan.ts';
export { type PlanDeps, type Planned, planExpiry } from './plan-expiry.ts';
export { type Located, type RetentionPolicy, retainDays } from './policy.ts';
export type { PolicyBook, PolicyInForce } from './policy-book.ts';
export { parsePolicy } from './policy-form.ts';
export {
  type Deleted,
  type DeletionId,
  keysOf,
  type MarkedSegment,
  type Receipt,
} from './receipt.ts';
export type { CameraUsage, Room, RoomMeter, Usage, UsageMeter } from './usage.ts';
