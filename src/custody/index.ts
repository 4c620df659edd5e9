export { type ChainHead, type ChainLink, formatHead, genesis, parseChainHead } from './chain.ts';
export { compareCoverage, type OpenedAgainstStored, totalMs } from './compare-coverage.ts';
export {
  type ActingUser,
  type Actor,
  type CustodyDetail,
  type CustodyEvent,
  type CustodyMatter,
  custodyEvent,
} from './custody-event.ts';
export type { CustodyFilter, CustodyLog, CustodyRepository, IssuedLook } from './custody-log.ts';
export type { CustodyProofs } from './custody-proofs.ts';
export { type Denial, Denials } from './denials.ts';
export { bodyOfEvent, type Pseudonym } from './event-body.ts';
export { type CustodyEventName, custodyEventNames } from './event-names.ts';
export { bodyDigest, type RecordedEvent, strandCount, taggedText } from './event-record.ts';
export { holdPlaced, holdReleased, holdReviewed } from './hold-event.ts';
export {
  everyLink,
  exportLog,
  type InquiryTools,
  searchLog,
} from './inquiry.ts';
export { type LoggedEvent, loggedEventOf } from './logged-event.ts';
export {
  isBefore,
  type LookingFilter,
  type LookingOrder,
  type LookingSession,
  type LookPlace,
  longestPauseMs,
  lookingEvents,
  lookingOrders,
  looksIn,
  type SeenInSession,
  sessionsOf,
} from './looking.ts';
export { openLooking, searchLooking } from './looking-inquiry.ts';
export { foundingMatter, linkMatter, matterOf } from './matter.ts';
export { type EndedDownload, ServedFootage, type ServedGop } from './served-footage.ts';
export { type CoveredRequest, coverageShown, ShownCoverage } from './shown-coverage.ts';
export {
  type ActStation,
  type SameStation,
  type StationedAct,
  sameStation,
  stationLastsMs,
} from './station.ts';
export { type KnownStrand, missingEvents, type SignedStrand } from './strands.ts';
export { type ChainFault, type ChainVerdict, chainFaultKinds, verifyChain } from './verify-chain.ts';
export type { StoredEvent } from './verify-events.ts';
export { type Verification, type VerifyTools, verifyLog } from './verify-log.ts';
