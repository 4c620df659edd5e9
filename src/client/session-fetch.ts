import type { Fetch } from './http.ts';

/** A `fetch` for programs: keeps the cookies and says where it comes from, as a browser does by itself. */
export function sessionFetch(baseUrl: string): Fetch {
  const cookies = new Map<string, string>();
  return async (url, init) => {
    const headers = new Headers(init.headers);
    headers.set('origin', baseUrl);
    if (cookies.size > 0) headers.set('cookie', [...cookies.values()].join('; '));
    const response = await fetch(url, { ...init, headers });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      cookies.set(pair.split('=')[0] ?? '', pair);
    }
    return response;
  };
}
