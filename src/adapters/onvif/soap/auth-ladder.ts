import type { Credentials } from '../../../camera/index.ts';
import type { AuthScheme } from '../../../discovery/index.ts';

/** One way to say who asks. `diffMs` is the clock a token is made with, against ours. */
export type AuthWay =
  | { readonly scheme: 'none' }
  | { readonly scheme: 'wsse'; readonly diffMs: number }
  | { readonly scheme: 'digest' };

/** A token made with our clock is worth a try only where that differs from the camera's (quirk 9). */
const clockDoubtMs = 5_000;

/**
 * The ways in the order they are tried, each at most once and never back: none, a token with the camera's clock, one
 * with ours, HTTP digest (quirk 11). At most three tries with a password; accounts lock after five.
 */
export class AuthLadder {
  private steps: AuthWay[] | undefined;
  private current: AuthWay = { scheme: 'none' };

  constructor(private readonly credentials: Credentials | undefined) {}

  get way(): AuthWay {
    return this.current;
  }

  get scheme(): AuthScheme {
    return this.current.scheme;
  }

  /** After a refusal: whether another way is left. `offersDigest`: the camera has sent a challenge. */
  climb(clockOffsetMs: number | undefined, offersDigest: boolean): boolean {
    this.steps ??= this.credentials ? stepsFor(clockOffsetMs ?? 0) : [];
    const next = this.steps.shift();
    if (next === undefined || (next.scheme === 'digest' && !offersDigest)) return false;
    this.current = next;
    return true;
  }
}

function stepsFor(offsetMs: number): AuthWay[] {
  const ownClock: AuthWay[] = Math.abs(offsetMs) > clockDoubtMs ? [{ scheme: 'wsse', diffMs: 0 }] : [];
  return [{ scheme: 'wsse', diffMs: offsetMs }, ...ownClock, { scheme: 'digest' }];
}
