import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minioStore } from '../../../src/adapters/minio/minio-store.ts';
import { type ObjectKey, objectKey } from '../../../src/objects/object-store.ts';

/** The answer of an S3 server that admits nobody, as far as a test needs it. HEAD has the status alone. */
interface RefusalAnswer {
  readonly status: number;
  readonly code: string;
}

const requests: string[] = [];
let answer: RefusalAnswer | 'welcome';
let server: Server;
let store: ReturnType<typeof minioStore>;

function serve({ method, url }: IncomingMessage, response: ServerResponse): void {
  requests.push(`${method} ${url}`);
  if (answer === 'welcome') return void response.writeHead(200).end();
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${answer.code}</Code><Message>-</Message></Error>`;
  response.writeHead(answer.status, { 'content-type': 'application/xml' });
  response.end(method === 'HEAD' ? undefined : body);
}

beforeEach(async () => {
  requests.length = 0;
  server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  store = minioStore({ endpoint, bucket: 'ward', accessKey: 'nobody', secretKey: 'knows-me' });
});
afterEach(async () => {
  server.closeAllConnections();
  await once(server.close(), 'close');
});

const key: ObjectKey = objectKey('test/one');
const calls: [string, () => Promise<unknown>][] = [
  ['put', () => store.put(key, new Uint8Array(10), 'video/mp4')],
  ['get', () => store.get(key)],
  ['stat', () => store.stat(key)],
  ['remove', () => store.remove(key)],
  ['list', async () => store.list('test/')[Symbol.asyncIterator]().next()],
  ['check', () => store.check()],
  ['makeIdentity', () => store.makeIdentity()],
];

describe.each([
  // VersityGW 1.8.0 with the posix backend.
  { status: 404, code: 'XAdminUserNotFound' },
  { status: 403, code: 'SomeCodeOfItsOwn' },
  { status: 401, code: 'Unauthorized' },
])('when an S3 server refuses the access key with $status $code', (refusal) => {
  const refused = { kind: 'forbidden', code: 'store-denied' };

  it.each(calls)('says so at %s, and makes no bucket', async (_, call) => {
    answer = refusal;
    await expect(call()).rejects.toMatchObject(refused);
    expect(requests.filter((request) => /^PUT \/ward\/?$/.test(request))).toEqual([]);
  });

  it.each(calls)('says so at %s, when the key was taken away while the service runs', async (_, call) => {
    answer = 'welcome';
    await store.get(key).catch(() => {});
    answer = refusal;
    await expect(call()).rejects.toMatchObject(refused);
  });
});

describe('when the bucket is gone while the service runs', () => {
  it('does not take its objects for absent ones', async () => {
    answer = 'welcome';
    await store.get(key).catch(() => {});
    answer = { status: 404, code: 'NoSuchBucket' };
    await expect(store.stat(key)).rejects.toMatchObject({ kind: 'unavailable', code: 'store-unavailable' });
  });
});

describe('when the clocks of the service and of the S3 server differ', () => {
  it('does not call the key refused', async () => {
    answer = { status: 403, code: 'RequestTimeTooSkewed' };
    const failure = expect(store.get(key)).rejects;
    await failure.toMatchObject({ code: 'store-unavailable' });
    await failure.toThrow('RequestTimeTooSkewed');
  });
});
