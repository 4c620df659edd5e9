export {
  type ClockRepository,
  type ClockStatus,
  type ClockSync,
  type ClockTrust,
  confirmClock,
  createClockTrust,
} from './clock-trust.ts';
export type { ClockMemory, ClockVerdict, SyncState } from './clock-verdict.ts';
