import { type AppError, unavailable } from '../../core/index.ts';

/** Counts tries to sign in. A key is forgotten when one of them succeeded, or when the window is over. */
export interface Throttle {
  /** Counts one try. Errors: `too-many-tries` (unavailable) until the window is over. */
  admit(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

/** The limit counts one network, as `networkOf` answers it: a whole office may share one. */
export const throttleLimits = { maxTries: 60, windowMs: 10 * 60_000 };

export const tooManyTries = (): AppError =>
  unavailable('too-many-tries', `Too many tries. Wait ${throttleLimits.windowMs / 60_000} minutes.`);
