import type { GapReason } from './gap.ts';

const firstMs = 1_000;
const longestMs = 60_000;
/** Cameras lock accounts after about five wrong tries (quirk 11). */
const authFirstMs = 60_000;
const authLongestMs = 600_000;

/**
 * How long to wait before try number `failures + 1`, ms: doubles from a second to a minute, from a minute to ten when
 * the password was refused, with jitter of ±25 % so that a street that lost power does not return in one instant.
 * `chance` is in [0, 1).
 */
export function backoffMs(failures: number, reason: GapReason, chance: number): number {
  const [first, longest] = reason === 'auth' ? [authFirstMs, authLongestMs] : [firstMs, longestMs];
  const plainMs = Math.min(longest, first * 2 ** Math.min(failures, 20));
  return Math.round(plainMs * (0.75 + chance / 2));
}
