import { setTimeout } from 'node:timers/promises';
import { TOTP, URI } from 'otpauth';

const stepMs = 30_000;
/** So long before its time a code is taken: one step, less a second. */
const earlyMs = stepMs - 1_000;

/** An authenticator app on somebody's phone, with the one key that a QR code gave it. */
export class Authenticator {
  private readonly app: TOTP;
  private lastStep = 0;

  /** `url`: `otpauth://totp/…`. */
  constructor(url: string) {
    const app = URI.parse(url);
    if (!(app instanceof TOTP)) throw new Error('not a key of time-based codes');
    this.app = app;
  }

  /** To be typed where no QR code can be read; base 32. */
  get secret(): string {
    return this.app.secret.base32;
  }

  /** The same, once it is taken: who signs in more often than codes come waits for one, as anybody does. */
  async codeWhenDue(): Promise<string> {
    const dueMs = (this.lastStep + 1) * stepMs - earlyMs;
    if (dueMs > Date.now()) await setTimeout(dueMs - Date.now());
    return this.newCode();
  }

  /** A code that was not given before: each works once. A second one within 30 s is that of the next step, taken early. */
  newCode(): string {
    this.lastStep = Math.max(this.lastStep + 1, Math.floor(Date.now() / stepMs));
    return this.app.generate({ timestamp: this.lastStep * stepMs });
  }
}
