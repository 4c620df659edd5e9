import { Api, type Bytes, FetchHttp, type Http, Refusal } from '../../client/index.ts';
import { Problem } from './problem.ts';

type Call = Parameters<Http['json']>[0];

/** Said on the window when a call finds that the session has ended. */
export const sessionEnded = 'session-ended';

export const announceEnd = (): boolean => window.dispatchEvent(new Event(sessionEnded));

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
    if (error instanceof Refusal && error.code === 'sign-in-needed') announceEnd();
    // `fetch` throws it when it cannot connect, or when the answer breaks off.
    if (error instanceof TypeError) throw new Problem(0, 'network', String(error));
    throw error;
  }
}

/** The service. Calls throw what `asProblem` reads. */
export const api = new Api(new ConsoleHttp());

export const blobOf = ({ bytes, headers }: Bytes): Blob =>
  new Blob([Uint8Array.from(bytes)], { type: headers.get('content-type') ?? '' });
