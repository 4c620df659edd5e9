import { URI } from 'otpauth';
import type { Answer, Client } from './client.ts';
import type { FakeClock } from './fakes.ts';

const stepMs = 30_000;

/** The authenticator apps of a test's users, by their names. */
export class Authenticators {
  private readonly urls = new Map<string, string>();
  private readonly recoveryCodes = new Map<string, string[]>();

  constructor(private readonly clock: FakeClock) {}

  /** The code that the app shows so many steps from now. */
  code(name: string, steps = 0): string {
    return codeOf(this.urlOf(name), this.clock.atMs + steps * stepMs);
  }

  /** The `otpauth:` URL that its QR code showed. */
  urlOf(name: string): string {
    const url = this.urls.get(name);
    if (url === undefined) throw new Error(`${name} has no authenticator`);
    return url;
  }

  /**
   * Signs in with all that is asked for; sets up the app where none is yet. By a recovery code: one of the app works once,
   * and the clock of a test stands still.
   */
  async signIn(client: Client, { name, password }: { name: string; password: string }): Promise<Client> {
    const code = this.recoveryCodes.get(name)?.pop();
    const { body } = await done(client.post('/api/session', { name, password, ...(code && { code }) }));
    if (body.owes === 'enrolment') await this.enrol(client, name);
    return client;
  }

  /** Answers the recovery codes. */
  async enrol(client: Client, name: string, password?: string): Promise<readonly string[]> {
    const offered = await done(client.post('/api/account/second-factor', password ? { password } : {}));
    this.urls.set(name, offered.body.url);
    const code = this.code(name);
    const { body } = await done(client.post('/api/account/second-factor/confirm', { code }));
    this.recoveryCodes.set(name, [...body.recoveryCodes]);
    return body.recoveryCodes;
  }
}

function codeOf(url: string, timestamp: number): string {
  const app = URI.parse(url);
  if (!('period' in app)) throw new Error('no time-based codes');
  return app.generate({ timestamp });
}

async function done(call: Promise<Answer>): Promise<Answer> {
  const answer = await call;
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.body.code}`);
  return answer;
}
