/** What the service refused, in its own words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}

/** One user's session with the public API: what a program of the ward's own would write. */
export class ApiClient {
  private cookie = '';

  constructor(private readonly baseUrl: string) {}

  async signIn(name: string, password: string): Promise<void> {
    await this.post('/api/session', { name, password });
  }

  get<T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T> {
    const search = new URLSearchParams(query).toString();
    return this.json<T>('GET', search === '' ? path : `${path}?${search}`);
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.json<T>('POST', path, body);
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.json<T>('PATCH', path, body);
  }

  /** The bytes at a path, or at a URL that the service itself named. */
  async bytes(path: string): Promise<{ bytes: Buffer; headers: Headers }> {
    const response = await this.send('GET', path);
    return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
  }

  private async json<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  private async send(method: string, path: string, body?: object): Promise<Response> {
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      headers: {
        cookie: this.cookie,
        origin: this.baseUrl,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    this.keepCookie(response);
    if (!response.ok) throw await refusalOf(response);
    return response;
  }

  private keepCookie(response: Response): void {
    const [set] = response.headers.getSetCookie();
    if (set) this.cookie = set.split(';')[0] ?? '';
  }
}

async function refusalOf(response: Response): Promise<Refusal> {
  const text = await response.text();
  try {
    const problem = JSON.parse(text) as { code?: string; detail?: string; title?: string };
    return new Refusal(response.status, problem.code ?? '', problem.detail ?? problem.title ?? '');
  } catch {
    return new Refusal(response.status, '', text.slice(0, 200));
  }
}
