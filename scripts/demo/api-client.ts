import { Api, FetchHttp, type Http, sessionFetch } from '../../src/client/index.ts';

/** One user's session with the public API: what a program of the ward's own would write. */
export class ApiClient {
  /** Every operation, typed. */
  readonly api: Api;
  private readonly http: Http;

  constructor(baseUrl: string) {
    this.http = new FetchHttp(baseUrl, sessionFetch(baseUrl));
    this.api = new Api(this.http);
  }

  async signIn(name: string, password: string): Promise<void> {
    await this.api.signIn({ name, password });
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
}
