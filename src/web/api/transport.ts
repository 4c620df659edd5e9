import { Problem, problemOf, unreachable } from './problem.ts';

/** Said on the window when a call finds that the session has ended. */
export const sessionEnded = 'session-ended';

export type Query = Readonly<Record<string, string | number | undefined>>;

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Query;
  readonly body?: object;
  readonly signal?: AbortSignal | undefined;
}

/** Throws `Problem`; an aborted call throws as `fetch` does. */
export async function send({ method, path, query = {}, body, signal }: Call): Promise<Response> {
  const response = await fetch(urlOf(path, query), {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : unreachable();
  });
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.code === 'sign-in-needed') window.dispatchEvent(new Event(sessionEnded));
  throw problem;
}

export async function json<T>(call: Call): Promise<T> {
  const response = await send(call);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** As `json`, and `undefined` where this service has no such route. */
export async function jsonIfServed<T>(call: Call): Promise<T | undefined> {
  try {
    return await json<T>(call);
  } catch (error) {
    if (error instanceof Problem && error.code === 'route-not-found') return undefined;
    throw error;
  }
}

export function urlOf(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search === '' ? path : `${path}?${search}`;
}
