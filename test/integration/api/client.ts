/** The fields of answers that tests read one by one. */
interface Body {
  readonly code: string;
  readonly host: string;
  readonly address: string;
  readonly moves: { readonly id: string }[];
  readonly requestId: string;
  readonly field: string;
  readonly detail: string;
  readonly id: string;
  readonly role: string;
  readonly enrolledAt: string;
  readonly isFinished: boolean;
  readonly hasCredentials: boolean;
  readonly allowsBasic: boolean;
  readonly displayAspect: string;
  readonly stream: { readonly id: string; readonly url: string };
  readonly recording: { readonly accountedUntil: string };
  readonly cameraIds: string[];
  readonly effectiveScope: object[];
  readonly users: { readonly id: string; readonly name: string }[];
  readonly sessions: {
    readonly id: string;
    readonly browser: string;
    readonly lastUsedAt: string;
    readonly isCurrent: boolean;
  }[];
  readonly tokens: { readonly id: string }[];
  readonly neighbourhoods: object[];
  readonly cameras: { readonly id: string; readonly name: string; readonly [field: string]: unknown }[];
  readonly devices: { readonly foundId: string }[];
  readonly requests: { readonly id: string }[];
  readonly marks: { readonly id: string }[];
  readonly owes: string;
  readonly token: string;
  readonly link: { readonly token: string; readonly endsAt: string };
  readonly url: string;
  readonly text: string;
  readonly recoveryCodes: string[];
}

/** A problem+json or any other answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** The JSON body; what a route does not answer is not there. */
  readonly body: Body;
}

/** One browser: keeps its cookies, and says where it comes from. */
export class Client {
  /** Of the session. */
  cookie = '';
  /** By which the service knows this browser again. */
  mark = '';
  /** Where the proxy says that it comes from; empty without a proxy. */
  address = '';

  constructor(readonly baseUrl: string) {}

  get = (path: string): Promise<Answer> => this.call('GET', path);
  post = (path: string, body?: unknown): Promise<Answer> => this.call('POST', path, body);
  patch = (path: string, body?: unknown): Promise<Answer> => this.call('PATCH', path, body);
  delete = (path: string): Promise<Answer> => this.call('DELETE', path);

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        origin: this.baseUrl,
        ...(this.address && { 'x-forwarded-for': this.address }),
        ...((this.cookie || this.mark) && { cookie: [this.cookie, this.mark].filter(Boolean).join('; ') }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      if (pair.startsWith('minhchung.browser=')) this.mark = pair;
      else this.cookie = pair;
    }
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.includes('json');
    const json = (isJson ? JSON.parse(bytes.toString()) : {}) as Body;
    return { status: response.status, headers: response.headers, bytes, body: json };
  }
}
