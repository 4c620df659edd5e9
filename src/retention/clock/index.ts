export { type ClockSync, firstThatKnows, statedSync } from './clock-sync.ts';
export {
  type ClockRepository,
  type ClockStatus,
  type ClockTrust,
  confirmClock,
  createClockTrust,
} from './clock-trust.ts';
export type { ClockMemory, ClockVerdict, SyncState } from './clock-verdict.ts';
