import { type AppError, type Clock, unavailable } from '../../core/index.ts';

/** Counts tries to sign in. A key is forgotten when one of them succeeded, or when the window is over. */
export interface Throttle {
  /** Counts one try. Errors: `too-many-tries` (unavailable) until the window is over. */
  admit(key: string): Promise<void> | void;
  forget(key: string): Promise<void> | void;
}

/** More than lock an account, so that who is let in again by an admin has tries left. */
export const throttleLimits = { mostTries: 20, windowMs: 10 * 60_000 };
const { mostTries, windowMs } = throttleLimits;

export const tooManyTries = (): AppError =>
  unavailable('too-many-tries', `Too many tries. Wait ${windowMs / 60_000} minutes.`);

/** Memory is bounded even if somebody tries every name there is. */
const mostKeys = 10_000;

interface Tries {
  readonly sinceMs: number;
  readonly count: number;
}

/**
 * Counts tries to sign in, per name and address, in this process. Every try counts until it succeeds, so that
 * tries at one time are counted too.
 */
export class SignInThrottle implements Throttle {
  private readonly tries = new Map<string, Tries>();

  constructor(private readonly clock: Clock) {}

  /** Counts one try, or throws `too-many-tries` (unavailable) until the window is over. */
  admit(key: string): void {
    const nowMs = this.clock.monotonicMs();
    const before = this.tries.get(key);
    const isOver = !before || nowMs - before.sinceMs >= windowMs;
    const now = isOver ? { sinceMs: nowMs, count: 1 } : { ...before, count: before.count + 1 };
    if (now.count > mostTries) {
      throw tooManyTries();
    }
    // The oldest key is first: a Map keeps the order of insertion.
    this.tries.delete(key);
    this.tries.set(key, now);
    const [oldest] = this.tries.keys();
    if (this.tries.size > mostKeys && oldest !== undefined) this.tries.delete(oldest);
  }

  forget(key: string): void {
    this.tries.delete(key);
  }
}
