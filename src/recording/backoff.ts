import type { GapReason } from './gap.ts';

const firstMs = 1_000;
const maxMs = 60_000;
/** Cameras lock accounts after about five wrong tries (quirk 11). */
const authFirstMs = 60_000;
const authLongestMs = 600_000;

const jitter = 0.25;

/** No try is delayed longer, ms. */
export const longestBackoffMs = (reason: GapReason): number =>
  (reason === 'auth' ? authLongestMs : maxMs) * (1 + jitter);

/**
 * Delay before try number `failures + 1`, ms: doubles from a second to a minute; after a refused password,
 * from one minute to ten. Jitter of ±25 % keeps a street from returning all at once after a power cut.
 * `chance` is in [0, 1).
 */
export function backoffMs(failures: number, reason: GapReason, chance: number): number {
  const [first, longest] = reason === 'auth' ? [authFirstMs, authLongestMs] : [firstMs, maxMs];
  const plainMs = Math.min(longest, first * 2 ** Math.min(failures, 20));
  return Math.round(plainMs * (1 - jitter + 2 * jitter * chance));
}
