/**
 * The word of the kernel or of chrony on the clock. `stated`: neither answers, and an admin states in the settings that
 * the host synchronises it. That satisfies a policy, but excuses no step or jump: nothing measured it.
 */
export type SyncState = 'synchronised' | 'unsynchronised' | 'stated' | 'unknown';

/** The stored facts about the clock, beyond a process. */
export interface ClockMemory {
  /** Wall time when it was last trusted. */
  readonly trustedAtMs?: number;
  /** A step that was seen and not yet confirmed by a person; forward is positive. */
  readonly steppedByMs?: number;
  /** When a person said that the clock is right, until that counts and expiry has seen it. */
  readonly confirmedAtMs?: number;
}

export interface ClockReadings {
  readonly nowMs: number;
  readonly sync: SyncState;
  /** Wall against monotonic time in this process since the last look; forward is positive. */
  readonly steppedByMs: number;
  /** The newest instant in the catalogue. */
  readonly newestMs?: number;
  readonly memory: ClockMemory;
}

export type ClockVerdict =
  | { readonly isTrusted: true }
  | { readonly isTrusted: false; readonly code: ClockFault; readonly message: string };

export type ClockFault = 'clock-unsynchronised' | 'clock-stepped' | 'clock-behind' | 'clock-ahead';

/** Less is slewing, or two readings that were not taken at once. */
export const stepToleranceMs = 5_000;
/** The correction of NTP after a start; more would make days of footage look older than they are. */
const smallStepMs = 3_600_000;
const behindToleranceMs = 120_000;
/** A service that was off for longer, or a clock that jumped while it was off. */
const farAheadMs = 48 * 3_600_000;

/**
 * Whether deletion may believe the clock. A clock that is ahead deletes what should stay, so every doubt keeps.
 *
 * A synchronised clock is believed, but not after a step of more than an hour: what was recorded before it may carry
 * wrong times, and only a person can know. Setting the clock by hand makes the kernel unsynchronised by itself
 * (`ntp_clear` in Linux), so a step does not hide behind an old "synchronised".
 */
export function judgeClock(
  { nowMs, sync, steppedByMs, newestMs, memory }: ClockReadings,
  requireSync: boolean,
): ClockVerdict {
  if (sync === 'unsynchronised') return doubt('clock-unsynchronised', 'The clock is not synchronised.');
  if (sync === 'unknown' && requireSync)
    return doubt('clock-unsynchronised', 'It is unknown whether the clock is synchronised.');
  const stepMs = Math.abs(memory.steppedByMs ?? 0) > Math.abs(steppedByMs) ? memory.steppedByMs : steppedByMs;
  const isSynchronised = sync === 'synchronised';
  if (isStep(stepMs ?? 0) && !(isSynchronised && Math.abs(stepMs ?? 0) <= smallStepMs))
    return doubt('clock-stepped', `The clock stepped by ${Math.round((stepMs ?? 0) / 1_000)} s.`);
  if (isSynchronised) return { isTrusted: true };
  return against(nowMs, newestMs, memory.trustedAtMs);
}

/**
 * The memory once a person's word counts: the doubts before it are forgotten, and the clock was right when the delay was
 * over. It does not speak for a step that came after it.
 */
export function heedConfirmation(
  { nowMs, steppedByMs, memory }: Pick<ClockReadings, 'nowMs' | 'steppedByMs' | 'memory'>,
  delayMs: number,
): ClockMemory {
  const { confirmedAtMs } = memory;
  if (confirmedAtMs === undefined || nowMs < confirmedAtMs + delayMs || isStep(steppedByMs)) return memory;
  return { trustedAtMs: confirmedAtMs + delayMs };
}

export const isStep = (steppedByMs: number): boolean => Math.abs(steppedByMs) > stepToleranceMs;

/** Not the newest footage when there is something better: a wrong clock makes footage, too, and it stays. */
function against(nowMs: number, newestMs?: number, trustedAtMs?: number): ClockVerdict {
  const knownMs = trustedAtMs ?? newestMs;
  if (knownMs === undefined) return { isTrusted: true };
  if (nowMs < knownMs - behindToleranceMs)
    return doubt('clock-behind', 'The clock is behind when it was last known to be right.');
  if (nowMs > knownMs + farAheadMs)
    return doubt('clock-ahead', 'The clock is days ahead of when it was last known to be right.');
  return { isTrusted: true };
}

const doubt = (code: ClockFault, message: string): ClockVerdict => ({ isTrusted: false, code, message });
