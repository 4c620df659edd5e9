export { acceptMissing } from './accept-missing.ts';
export type {
  BegunDeletion,
  CameraCutoff,
  DeletionRepository,
  ExpiryStop,
  PlannedBatch,
  ReceiptRepository,
  SiteStore,
  UnfinishedDeletion,
} from './deletion-repository.ts';
export { type ExpireDeps, expireSegments } from './expire-segments.ts';
export {
  type Candidate,
  type ExpiryCause,
  type ExpiryPlan,
  plan,
  type SegmentRef,
  type Stock,
} from './plan.ts';
export { type PlanDeps, type Planned, planExpiry } from './plan-expiry.ts';
export {
  type Deleted,
  type DeletedStream,
  type DeletionId,
  deletedStreams,
  keysOf,
  type MarkedSegment,
  type Receipt,
} from './receipt.ts';
export { expireSite, expireUnasked, planSiteExpiry, type SiteExpiryDeps } from './site-expiry.ts';
