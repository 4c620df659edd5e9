export { type ChainHead, type ChainLink, chainHash, genesis, linkAfter } from './chain.ts';
export {
  type Actor,
  type CustodyDetail,
  type CustodyEvent,
  type CustodyMatter,
  custodyEvent,
} from './custody-event.ts';
export type { CustodyLog, IssuedLook } from './custody-log.ts';
export { bodyOfEvent, type Pseudonym } from './event-body.ts';
export { type CustodyEventName, custodyEventNames } from './event-names.ts';
