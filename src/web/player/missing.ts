import type { Range } from '../time/spoken-range.ts';

/** Time without footage, and why. */
export interface MissingTime<Reason extends string = string> extends Range {
  readonly reason: Reason;
}

/** Shorter is not worth a word: a frame or two between two files. */
const leastMs = 1_000;

/** The time without footage that holds an instant. */
export const missingAt = <Time extends Range>(missing: readonly Time[], ms: number): Time | undefined =>
  missing.find(({ fromMs, toMs }) => fromMs <= ms && ms < toMs && toMs - fromMs >= leastMs);

/** The time without footage that lies between two frames, one shown after the other: borders are known to the frame. */
export function missingBetween<Time extends Range>(
  missing: readonly Time[],
  beforeMs: number,
  nowMs: number,
): Time | undefined {
  return missing.find(
    ({ fromMs, toMs }) =>
      toMs - fromMs >= leastMs && beforeMs < fromMs + leastMs / 2 && nowMs >= toMs - leastMs / 2,
  );
}

/** The time without footage that begins where the last frame ends: no frame comes behind it that would tell of it. */
export const missingAfter = <Time extends Range>(
  missing: readonly Time[],
  lastMs: number,
): Time | undefined =>
  missing.find(
    ({ fromMs, toMs }) => toMs - fromMs >= leastMs && Math.abs(fromMs - lastMs) <= leastMs && toMs > lastMs,
  );
