import type { UserId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';

/** What is tried to be proved. Each is counted apart: a right password says nothing of guessed codes. */
export type Proof = 'password' | 'second-factor';

export const lockOutLimits = { mostTries: 10, lockedMs: 15 * 60_000, recordedEvery: 5 };

export type Admission =
  | { readonly kind: 'locked' }
  /** How many there were in a row, this one included. */
  | { readonly kind: 'admitted'; readonly tries: number };

/**
 * Counts tries in a row per account, for all processes together and past a restart; the throttle beside it counts per
 * address as well. A name that nobody has is an account like the others, one for all such names: so neither an answer
 * nor its time tells which names exist. Errors: `unavailable` `catalogue-unavailable`.
 */
export interface LockOut {
  /**
   * Counts one try before it is judged, so that tries at one time are counted too. The tenth locks the account until
   * `lockedMs` later, unless it succeeds; from then on each single one does. A locked account counts nothing.
   */
  admit(name: string, proof: Proof, nowMs: number): Promise<Admission>;
  /** The try succeeded. */
  forget(name: string, proof: Proof): Promise<void>;
  /** One transaction: ends every lock of the account. */
  unlock(userId: UserId, event: CustodyEvent): Promise<void>;
  /** Accounts that are locked now, and until when. */
  locked(nowMs: number): Promise<ReadonlyMap<UserId, number>>;
}
