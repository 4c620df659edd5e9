import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';

export interface RequestLimits {
  /** Nothing sent or received for so long. */
  readonly idleMs: number;
  /** From the first byte of a request to the last of its answer. */
  readonly totalMs: number;
}

/** For 64 MiB: half a megabyte a second. */
export const defaultLimits: RequestLimits = { idleMs: 30_000, totalMs: 120_000 };

/** The statuses on which the client throws without reading the answer; unread, it would keep its connection. */
const unreadStatuses = new Set([408, 429, 499, 500, 502, 503, 504, 520]);

/** The client's errors keep this header of an answer (`amzId2`), but not its status: here it carries the status. */
const statusHeader = 'x-amz-id-2';

/** The client has no timeout of any kind (minio-js #1181): here a request ends, or is ended. */
export function limitedTransport(secure: boolean, limits: RequestLimits): Pick<typeof http, 'request'> {
  const limitedRequest = (
    options: RequestOptions,
    onResponse: (response: IncomingMessage) => void,
  ): ClientRequest => {
    const request = (secure ? https : http).request(options, (response) => {
      if (unreadStatuses.has(response.statusCode ?? 0)) response.resume();
      response.headers[statusHeader] = String(response.statusCode);
      onResponse(response);
    });
    const end = (): unknown => request.destroy(Object.assign(new Error('S3 timeout'), { code: 'ETIMEDOUT' }));
    const deadline = setTimeout(end, limits.totalMs);
    request.once('close', () => clearTimeout(deadline));
    return request.setTimeout(limits.idleMs, end);
  };
  // The client uses only this form of `http.request`.
  return { request: limitedRequest as typeof http.request };
}

/** Its own connections, so that other HTTP users of the process do not wait for them. Idle ones keep no process alive. */
export const keepAliveAgent = (secure: boolean): http.Agent =>
  secure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
