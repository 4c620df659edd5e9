import { Api, type Fetch, FetchHttp, type Http, sessionFetch } from '../../src/client/index.ts';
import { Authenticator } from './authenticator.ts';

/** What somebody signs in with. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Absent until a second factor is set up. */
  readonly app?: Authenticator | undefined;
}

/** One user's session with the public API: what a program of the ward's own would write. */
export class ApiClient {
  /** Every operation, typed. */
  readonly api: Api;
  private readonly http: Http;
  private readonly fetch: Fetch;

  constructor(private readonly baseUrl: string) {
    this.fetch = sessionFetch(baseUrl);
    this.http = new FetchHttp(baseUrl, this.fetch);
    this.api = new Api(this.http);
  }

  /**
   * With the password, and with the second factor where one is asked for; the first time that one is set up. Answers
   * the app, for the next time.
   */
  async signIn({ name, password, app }: Credentials): Promise<Authenticator | undefined> {
    const { owes } = await this.api.signIn({ name, password });
    if (owes === 'enrolment') return this.setUpApp();
    if (owes === 'code') await this.api.proveSecondFactor({ code: app?.newCode() ?? '' });
    return app;
  }

  private async setUpApp(): Promise<Authenticator> {
    const { url } = await this.api.offerSecondFactor({});
    const app = new Authenticator(url);
    await this.api.confirmSecondFactor({ code: app.newCode() });
    return app;
  }

  get<T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T> {
    return this.http.json<T>({ method: 'GET', path, query });
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.http.json<T>({ method: 'POST', path, body });
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.http.json<T>({ method: 'PATCH', path, body });
  }

  /** The bytes at a path, or at a URL that the service itself named. */
  async bytes(path: string): Promise<{ bytes: Buffer; headers: Headers }> {
    const { bytes, headers } = await this.http.bytes({ method: 'GET', path });
    return { bytes: Buffer.from(bytes), headers };
  }

  /** A range of a file, as a download that goes on asks for it: `bytes=1000-`. */
  async range(path: string, range: string): Promise<{ status: number; bytes: Buffer; headers: Headers }> {
    const response = await this.fetch(this.baseUrl + path, { headers: { range } });
    const { status, headers } = response;
    return { status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
  }
}
