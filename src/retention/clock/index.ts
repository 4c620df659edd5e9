export { type ClockSync, firstThatKnows, type OutputOf, statedSync } from './clock-sync.ts';
export {
  type ClockConfirmation,
  type ClockRepository,
  type ClockStatus,
  type ClockTrust,
  createClockTrust,
  type SiteClock,
} from './clock-trust.ts';
export type { ClockMemory, ClockVerdict, SyncState } from './clock-verdict.ts';
