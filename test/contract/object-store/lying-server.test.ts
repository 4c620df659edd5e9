import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { minioStore } from '../../../src/adapters/minio/minio-store.ts';
import { type ObjectKey, type ObjectStore, objectKey } from '../../../src/ingest/object-store.ts';
import {
  type Answer,
  honest,
  type Interference,
  type MinioProxy,
  send,
  startMinioProxy,
} from '../../support/minio-proxy.ts';
import { s3Missing, startTestMinio, type TestMinio } from '../../support/minio-server.ts';
import { newBucketName } from './subjects.ts';

const errorPage = Buffer.from(
  '<?xml version="1.0"?><Error><Code>InternalError</Code><Message>no</Message></Error>',
);
const errorPageOn200: Answer = {
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: errorPage,
};

describe.skipIf(s3Missing)(
  `when something between us and a real S3 server lies (${s3Missing ?? 'MinIO'})`,
  () => {
    let server: TestMinio;
    let proxy: MinioProxy;
    /** Sees the server as it is. */
    let truth: ObjectStore;
    /** Sees it through the proxy. */
    let store: ObjectStore;

    beforeAll(async () => {
      server = await startTestMinio();
      proxy = await startMinioProxy(server.endpoint);
      const bucket = newBucketName();
      const limits = { idleMs: 400, totalMs: 1500 };
      truth = minioStore({ ...server, bucket });
      store = minioStore({ ...server, bucket, endpoint: proxy.endpoint, limits });
      await store.check();
    });
    afterEach(() => {
      proxy.interfere = honest;
    });
    afterAll(async () => {
      await proxy?.close();
      await server?.stop();
    });

    /** Only requests of this method are interfered with. */
    const on = (method: string, interference: Interference): void => {
      proxy.interfere = (request, ...rest) =>
        (request.method === method ? interference : honest)(request, ...rest);
    };
    const put = (key: ObjectKey, bytes: Uint8Array = randomBytes(5000)) => store.put(key, bytes, 'video/mp4');
    const stored = async (bytes: Uint8Array): Promise<ObjectKey> => {
      const key = newKey();
      await truth.put(key, bytes, 'video/mp4');
      return key;
    };

    describe('about a put', () => {
      it('has the server refuse a body in which one bit was flipped on the way', async () => {
        const answers: Answer[] = [];
        on('PUT', async ({ body }, response, forward) => {
          body[4321] = (body[4321] ?? 0) ^ 1;
          const answer = await forward(body);
          answers.push(answer);
          send(response, answer);
        });
        const key = newKey();
        await expect(put(key)).rejects.toMatchObject({ kind: 'unavailable', code: 'object-damaged' });
        expect(
          answers.map(({ status, body }) => `${status} ${/<Code>(\w+)/.exec(body.toString())?.[1]}`),
        ).toEqual(['400 BadDigest']);
        expect(await truth.stat(key)).toBeUndefined();
      });

      it('does not believe 200 with an error page', async () => {
        on('PUT', (_request, response) => send(response, errorPageOn200));
        await expect(put(newKey())).rejects.toMatchObject({ kind: 'unavailable', code: 'object-damaged' });
      });

      it('does not believe 200 with the ETag of what was never stored', async () => {
        on('PUT', ({ headers }, response) => {
          const etag = Buffer.from(String(headers['content-md5']), 'base64').toString('hex');
          send(response, { status: 200, headers: { etag: `"${etag}"` }, body: Buffer.alloc(0) });
        });
        await expect(put(newKey())).rejects.toMatchObject({ kind: 'unavailable', code: 'object-short' });
      });

      it('does not believe 200 with the ETag of something else', async () => {
        on('PUT', (_request, response) => {
          send(response, { status: 200, headers: { etag: `"${'0'.repeat(32)}"` }, body: Buffer.alloc(0) });
        });
        await expect(put(newKey())).rejects.toMatchObject({ code: 'object-damaged' });
      });

      it('notices that the stored object is shorter', async () => {
        on('HEAD', async ({ body }, response, forward) => {
          const { status, headers } = await forward(body);
          send(response, {
            status,
            headers: { ...headers, 'content-length': '4999' },
            body: Buffer.alloc(0),
          });
        });
        await expect(put(newKey())).rejects.toMatchObject({ kind: 'unavailable', code: 'object-short' });
      });

      it.each([503, 500, 429, 507])('fails on %d at once, every time', async (status) => {
        on('PUT', (_request, response) => send(response, { status, headers: {}, body: errorPage }));
        const key = newKey();
        for (let i = 0; i < 5; i++)
          await expect(put(key)).rejects.toMatchObject({ code: 'store-unavailable' });
      });

      it('says that the store is full', async () => {
        const body = Buffer.from('<Error><Code>XMinioStorageFull</Code></Error>');
        on('PUT', (_request, response) => send(response, { status: 507, headers: {}, body }));
        await expect(put(newKey())).rejects.toMatchObject({ kind: 'unavailable', code: 'store-full' });
      });

      it('fails when no answer comes', async () => {
        on('PUT', () => {});
        await expect(put(newKey())).rejects.toMatchObject({ kind: 'unavailable', code: 'store-unavailable' });
      });

      it('fails when the connection is reset and nothing was stored', async () => {
        on('PUT', (_request, response) => void response.destroy());
        await expect(put(newKey())).rejects.toMatchObject({ kind: 'unavailable', code: 'store-unavailable' });
      });

      it('finds its object when only the answer was lost', async () => {
        on('PUT', async ({ body }, response, forward) => {
          await forward(body);
          response.destroy();
        });
        const [key, bytes] = [newKey(), randomBytes(5000)];
        expect(await put(key, bytes)).toEqual(await truth.stat(key));
      });
    });

    describe('about a get', () => {
      const bytes = randomBytes(5000);
      const range = { offsetBytes: 100, sizeBytes: 50 };
      const answerWith = (alter: (answer: Answer) => Answer): void =>
        on('GET', async ({ body }, response, forward) => send(response, alter(await forward(body))));

      it('refuses a whole object that is shorter', async () => {
        const key = await stored(bytes);
        answerWith(({ body, headers, ...rest }) => ({
          ...rest,
          body: body.subarray(1),
          headers: { ...headers, 'content-length': '4999' },
        }));
        await expect(store.get(key)).rejects.toMatchObject({ kind: 'unavailable', code: 'object-damaged' });
      });

      it('refuses a whole object in which one bit was flipped', async () => {
        const key = await stored(bytes);
        answerWith((answer) => ({ ...answer, body: answer.body.fill((answer.body[7] ?? 0) ^ 1, 7, 8) }));
        await expect(store.get(key)).rejects.toMatchObject({ kind: 'unavailable', code: 'object-damaged' });
      });

      it('refuses an error page on 200', async () => {
        const key = await stored(bytes);
        answerWith(() => errorPageOn200);
        await expect(store.get(key)).rejects.toMatchObject({ kind: 'unavailable', code: 'object-damaged' });
        await expect(store.get(key, range)).rejects.toMatchObject({
          kind: 'unavailable',
          code: 'object-damaged',
        });
      });

      it('refuses another part than was asked for', async () => {
        const key = await stored(bytes);
        answerWith((answer) => ({
          ...answer,
          headers: { ...answer.headers, 'content-range': 'bytes 101-150/5000' },
        }));
        await expect(store.get(key, range)).rejects.toMatchObject({
          kind: 'unavailable',
          code: 'object-short',
        });
      });

      it('fails when the connection breaks in the middle', async () => {
        const key = await stored(bytes);
        on('GET', async ({ body }, response, forward) => {
          const answer = await forward(body);
          response.writeHead(answer.status, answer.headers);
          response.write(answer.body.subarray(0, 1000), () => response.destroy());
        });
        await expect(store.get(key)).rejects.toMatchObject({
          kind: 'unavailable',
          code: 'store-unavailable',
        });
      });

      it('fails when it stops in the middle', async () => {
        const key = await stored(bytes);
        on('GET', async ({ body }, response, forward) => {
          const answer = await forward(body);
          response.writeHead(answer.status, answer.headers);
          response.write(answer.body.subarray(0, 1000));
        });
        await expect(store.get(key)).rejects.toMatchObject({
          kind: 'unavailable',
          code: 'store-unavailable',
        });
      });

      it('fails when it trickles', async () => {
        const key = await stored(bytes);
        on('GET', async ({ body }, response, forward) => {
          const answer = await forward(body);
          response.writeHead(answer.status, answer.headers);
          const trickle = setInterval(() => response.write('x'), 100);
          response.once('close', () => clearInterval(trickle));
        });
        await expect(store.get(key)).rejects.toMatchObject({
          kind: 'unavailable',
          code: 'store-unavailable',
        });
      });
    });

    describe('about a removal', () => {
      it('does not believe 204 while the object is still listed', async () => {
        const key = await stored(randomBytes(10));
        on('DELETE', (_request, response) =>
          send(response, { status: 204, headers: {}, body: Buffer.alloc(0) }),
        );
        await expect(store.remove(key)).rejects.toMatchObject({
          kind: 'unavailable',
          code: 'object-remains',
        });
        expect(await truth.stat(key)).toBeDefined();
      });

      it('does not take an error page on 200 for a list without the object', async () => {
        const key = await stored(randomBytes(10));
        on('GET', (_request, response) => send(response, errorPageOn200));
        await expect(store.remove(key)).rejects.toMatchObject({
          kind: 'unavailable',
          code: 'store-unavailable',
        });
        expect(await truth.stat(key)).toBeDefined();
      });
    });

    describe('about a list', () => {
      it('does not take an error page on 200 for an empty list', async () => {
        on('GET', (_request, response) => send(response, errorPageOn200));
        await expect(store.list('test/')[Symbol.asyncIterator]().next()).rejects.toMatchObject({
          code: 'store-unavailable',
        });
      });
    });

    describe('or keeps silent when the store is first used', () => {
      it('is used again once it answers', async () => {
        const late = minioStore({
          ...server,
          endpoint: proxy.endpoint,
          bucket: newBucketName(),
          limits: { idleMs: 200, totalMs: 500 },
        });
        proxy.interfere = () => {};
        await expect(late.check()).rejects.toMatchObject({ kind: 'unavailable', code: 'store-unavailable' });
        proxy.interfere = honest;
        await late.check();
      });
    });

    describe('or the credentials are wrong', () => {
      it.each(['secretKey', 'accessKey'] as const)('says so without saying them (%s)', async (wrong) => {
        const secrets = {
          accessKey: server.accessKey,
          secretKey: server.secretKey,
          [wrong]: randomBytes(16).toString('hex'),
        };
        const denied = minioStore({ endpoint: server.endpoint, bucket: newBucketName(), ...secrets });
        const error: unknown = await denied.get(newKey()).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ kind: 'forbidden', code: 'store-denied' });
        for (const text of [inspect(error, { depth: 9, showHidden: true }), denied.describe()])
          for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
      });

      it('refuses an endpoint with a password in it, without repeating it', () => {
        const open = () =>
          minioStore({ ...server, bucket: 'any', endpoint: 'http://user:hunter2@127.0.0.1:9000' });
        expect(open).toThrow(expect.objectContaining({ kind: 'invalid', code: 'bad-s3-endpoint' }));
        expect(open).not.toThrow(/hunter2/);
      });
    });
  },
);

const newKey = (): ObjectKey => objectKey(`test/${randomBytes(8).toString('hex')}`);
