export { type ChainHead, type ChainLink, genesis } from './chain.ts';
export { compareCoverage, type OpenedAgainstStored, totalMs } from './compare-coverage.ts';
export {
  type ActingUser,
  type Actor,
  type CustodyDetail,
  type CustodyEvent,
  type CustodyMatter,
  custodyEvent,
} from './custody-event.ts';
export type { CustodyArchive, CustodyFilter, CustodyLog, IssuedLook } from './custody-log.ts';
export { type Denial, Denials } from './denials.ts';
export { bodyOfEvent, type Pseudonym } from './event-body.ts';
export { type CustodyEventName, custodyEventNames } from './event-names.ts';
export { type LoggedEvent, loggedEventOf } from './logged-event.ts';
export { type EndedDownload, ServedFootage, type ServedGop } from './served-footage.ts';
export { type CoveredRequest, ShownCoverage } from './shown-coverage.ts';
export { type ChainFault, type ChainVerdict, verifyChain } from './verify-chain.ts';
