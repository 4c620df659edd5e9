import { setTimeout } from 'node:timers/promises';
import { TOTP, URI } from 'otpauth';

const stepMs = 30_000;
/** The server accepts a code this long before its time: one step, less a second. */
const earlyMs = stepMs - 1_000;

/** An authenticator app on a user's phone, with the one key from its QR code. */
export class Authenticator {
  private readonly app: TOTP;
  private lastStep = 0;

  /** `url`: `otpauth://totp/…`. */
  constructor(url: string) {
    const app = URI.parse(url);
    if (!(app instanceof TOTP)) throw new Error('not a key of time-based codes');
    this.app = app;
  }

  /** The key in base 32, for manual entry. */
  get secret(): string {
    return this.app.secret.base32;
  }

  /** Milliseconds until the server accepts a new code. */
  get waitMs(): number {
    return Math.max(0, (this.lastStep + 1) * stepMs - earlyMs - Date.now());
  }

  /** Returns a new code once the server accepts it; a user who signs in too often waits, like any other. */
  async codeWhenDue(): Promise<string> {
    if (this.waitMs > 0) await setTimeout(this.waitMs);
    return this.newCode();
  }

  /** Returns an unused code: each works once. A second one within 30 s is that of the next step, early. */
  newCode(): string {
    this.lastStep = Math.max(this.lastStep + 1, Math.floor(Date.now() / stepMs));
    return this.app.generate({ timestamp: this.lastStep * stepMs });
  }
}
