import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Api, type Fetch, FetchHttp, type Http, sessionFetch } from '../../src/client/index.ts';
import { Authenticator } from './authenticator.ts';

/** The credentials that a user signs in with. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Absent until a second factor is set up. */
  readonly app?: Authenticator | undefined;
}

/** One user's session with the public API, as a ward's own program would open it. */
export class ApiClient {
  /** All operations, typed. */
  readonly api: Api;
  private readonly http: Http;
  private readonly fetch: Fetch;

  constructor(private readonly baseUrl: string) {
    this.fetch = sessionFetch(baseUrl);
    this.http = new FetchHttp(baseUrl, this.fetch);
    this.api = new Api(this.http);
  }

  /**
   * Signs in with the password, and with a code of the app if there is one; sets up a missing second factor.
   * Returns the authenticator app for the next sign-in.
   */
  async signIn({ name, password, app }: Credentials): Promise<Authenticator | undefined> {
    const { owes } = await this.api.signIn({ name, password, ...(app && { code: app.newCode() }) });
    return owes ? this.setUpApp() : app;
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

  /** Gets the bytes of a path, or of a URL from an answer of the service. */
  async bytes(path: string): Promise<{ bytes: Buffer; headers: Headers }> {
    const { bytes, headers } = await this.http.bytes({ method: 'GET', path });
    return { bytes: Buffer.from(bytes), headers };
  }

  /** Writes the bytes of a path to a file, as they come. */
  async download(path: string, file: string): Promise<void> {
    const { ok, status, body } = await this.fetch(this.baseUrl + path, {});
    if (!ok || !body) throw new Error(`${path} answered ${status}`);
    await pipeline(body, createWriteStream(file));
  }

  /** Gets a range of a file as a resumed download requests it: `bytes=1000-`. */
  async range(path: string, range: string): Promise<{ status: number; bytes: Buffer; headers: Headers }> {
    const response = await this.fetch(this.baseUrl + path, { headers: { range } });
    const { status, headers } = response;
    return { status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
  }
}
