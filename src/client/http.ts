import { Refusal } from './refusal.ts';

/** One call, as api.ts writes it. */
export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: object;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, under its own type. */
  readonly file?: Blob;
  readonly signal?: AbortSignal;
}

export interface CallOptions {
  /** Abandons the call. */
  readonly signal?: AbortSignal;
}

export interface Bytes {
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/** How calls reach the service. Both throw a `Refusal` for every answer that is no success. */
export interface Http {
  /** The JSON of the answer; `undefined` for an empty one. */
  json<T>(call: HttpCall): Promise<T>;
  bytes(call: HttpCall): Promise<Bytes>;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Over `fetch`: a browser's own, which keeps the cookie, or that of `session-fetch.ts`. */
export class FetchHttp implements Http {
  /** @param baseUrl of the service; empty in its own pages */
  constructor(
    private readonly baseUrl = '',
    private readonly fetch: Fetch = (url, init) => globalThis.fetch(url, init),
  ) {}

  async json<T>(call: HttpCall): Promise<T> {
    const text = await (await this.send(call)).text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async bytes(call: HttpCall): Promise<Bytes> {
    const response = await this.send(call);
    return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
  }

  private async send({ method, path, query, body, file, signal }: HttpCall): Promise<Response> {
    const response = await this.fetch(this.baseUrl + path + searchOf(query), {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
      ...(file && { headers: { 'content-type': file.type }, body: file }),
      ...(signal && { signal }),
    });
    if (!response.ok) throw await Refusal.of(response);
    return response;
  }
}

/** `?a=1&b=2`, or nothing; what is `undefined` is left out. */
export function searchOf(query: object = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(
    given.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return search === '' ? '' : `?${search}`;
}

/** A path with every value in it encoded: path`/api/cameras/${id}`. */
export const path = (parts: TemplateStringsArray, ...values: readonly string[]): string =>
  String.raw({ raw: parts }, ...values.map(encodeURIComponent));
