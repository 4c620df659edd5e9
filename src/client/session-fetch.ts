import type { Fetch } from './http.ts';

/** A `fetch` for programs: keeps the session cookie and says where it comes from, as a browser does by itself. */
export function sessionFetch(baseUrl: string): Fetch {
  let cookie = '';
  return async (url, init) => {
    const headers = new Headers(init.headers);
    headers.set('origin', baseUrl);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(url, { ...init, headers });
    const [set] = response.headers.getSetCookie();
    if (set) cookie = set.split(';')[0] ?? '';
    return response;
  };
}
