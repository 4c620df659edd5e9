import { Api, type Bytes, FetchHttp, type Http, Refusal } from '../../client/index.ts';

type Call = Parameters<Http['json']>[0];

/** Said on the window when a call finds that the session has ended. */
export const sessionEnded = 'session-ended';

/** Calls of the console's own pages: the browser keeps the cookie. */
class ConsoleHttp implements Http {
  private readonly http = new FetchHttp();

  json<T>(call: Call): Promise<T> {
    return heeded(this.http.json<T>(call));
  }

  bytes(call: Call): Promise<Bytes> {
    return heeded(this.http.bytes(call));
  }
}

async function heeded<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'sign-in-needed')
      window.dispatchEvent(new Event(sessionEnded));
    throw error;
  }
}

/** For routes that the generated client does not have yet. */
export const http: Http = new ConsoleHttp();

/** The service. Calls throw what `asProblem` reads. */
export const api = new Api(http);

/** A call of a route that not every service has: `undefined` where it has none. */
export async function ifServed<T>(call: Call): Promise<T | undefined> {
  try {
    return await http.json<T>(call);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'route-not-found') return undefined;
    throw error;
  }
}

export const blobOf = ({ bytes, headers }: Bytes): Blob =>
  new Blob([Uint8Array.from(bytes)], { type: headers.get('content-type') ?? '' });
