export {
  type ClockBook,
  type ClockStatus,
  type ClockSync,
  type ClockTrust,
  createClockTrust,
} from './clock-trust.ts';
export type { ClockMemory, ClockVerdict, SyncState } from './clock-verdict.ts';
