import { sha256Hex, type UserId } from '../../core/index.ts';

/**
 * What tries are counted for. An account has one count for all browsers that it does not know, and each browser that it
 * knows has its own: who guesses from elsewhere uses up nothing of theirs.
 */
export type TryCounter = string & { readonly brand: 'TryCounter' };

/** Under a digest: people type their password where their name belongs (I9). Unknown names are counted the same. */
export const ofAccount = (name: string): TryCounter =>
  `account ${sha256Hex(Buffer.from(name, 'utf8'))}` as TryCounter;

export const ofBrowser = (browser: string): TryCounter => `browser ${browser}` as TryCounter;

/** Of those who show the current code of an account's app. */
export const ofCode = (userId: UserId): TryCounter => `code ${userId}` as TryCounter;

/** Of a signed-in user who is asked for a proof once more. */
export const ofSignedIn = (userId: UserId): TryCounter => `signed-in ${userId}` as TryCounter;

/** So many tries at once, and one more each `everyMs`: 60 in the first hour, 50 in each later one. Nothing locks for good. */
export const tryLimits = { atOnce: 10, everyMs: 72_000, recordedEvery: 5 };

/** Counts tries across processes and restarts. Errors: `unavailable` `catalogue-unavailable`. */
export interface TryRateRepository {
  /**
   * Counts one try before it is judged, so that tries at one time are counted too. Answers how many are counted now, this
   * one included; `undefined`, and counts nothing, while none is left. A clock that was set back leaves the count full.
   */
  admit(counter: TryCounter, nowMs: number): Promise<number | undefined>;
  /** A try succeeded: it does not count. */
  giveBack(counter: TryCounter): Promise<void>;
}
