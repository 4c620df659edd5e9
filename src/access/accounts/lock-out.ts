import type { UserId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import { type AccountActor, accountEvent } from './account-event.ts';

/** The kind of proof. Each is counted apart: a right password says nothing about guessed codes. */
export type Proof = 'password' | 'second-factor';

export const lockOutLimits = { maxTries: 10, lockedMs: 15 * 60_000, recordedEvery: 5 };

export type Admission =
  | { readonly kind: 'locked' }
  /** How many there were in a row, this one included. */
  | { readonly kind: 'admitted'; readonly tries: number };

/**
 * Counts consecutive tries per account, across processes and restarts; the throttle beside it counts per address as
 * well. All unknown names share one account, so neither an answer nor its time reveals which names exist. Errors:
 * `unavailable` `catalogue-unavailable`.
 */
export interface LockOutRepository {
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

/** Ends the lock of an account after too many tries. */
export const unlockUser = (
  lockOut: Pick<LockOutRepository, 'unlock'>,
  by: AccountActor,
  userId: UserId,
): Promise<void> => lockOut.unlock(userId, accountEvent(by, 'account-unlocked', userId));
