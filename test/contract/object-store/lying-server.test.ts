import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectKey } from '../../../src/objects/object-store.ts';
import { type Answer, honest, send } from '../../support/minio-proxy.ts';
import { s3Missing } from '../../support/minio-server.ts';
import { describeUnless } from '../../support/unless.ts';
import { errorPage, errorPageOn200, type LyingServer, newKey, startLyingServer } from './lying-subject.ts';

describeUnless(s3Missing, 'when something between us and a real S3 server lies', () => {
  let lying: LyingServer;
  beforeAll(async () => {
    lying = await startLyingServer();
  });
  afterEach(() => {
    lying.proxy.interfere = honest;
  });
  afterAll(() => lying?.close());
  const put = (key: ObjectKey, bytes: Uint8Array = randomBytes(5000)) =>
    lying.store.put(key, bytes, 'video/mp4');

  describe('about a put', () => {
    it('has the server refuse a body in which one bit was flipped on the way', async () => {
      const answers: Answer[] = [];
      lying.on('PUT', async ({ body }, response, forward) => {
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
      expect(await lying.truth.stat(key)).toBeUndefined();
    });

    it('does not believe 200 with an error page', async () => {
      lying.on('PUT', (_request, response) => send(response, errorPageOn200));
      await expect(put(newKey())).rejects.toMatchObject({ kind: 'unavailable', code: 'object-damaged' });
    });

    it('does not believe 200 with the ETag of what was never stored', async () => {
      lying.on('PUT', ({ headers }, response) => {
        const etag = Buffer.from(String(headers['content-md5']), 'base64').toString('hex');
        send(response, { status: 200, headers: { etag: `"${etag}"` }, body: Buffer.alloc(0) });
      });
      await expect(put(newKey())).rejects.toMatchObject({ kind: 'unavailable', code: 'object-short' });
    });

    it('does not believe 200 with the ETag of something else', async () => {
      lying.on('PUT', (_request, response) => {
        send(response, { status: 200, headers: { etag: `"${'0'.repeat(32)}"` }, body: Buffer.alloc(0) });
      });
      await expect(put(newKey())).rejects.toMatchObject({ code: 'object-damaged' });
    });

    it('notices that the stored object is shorter, however often, and stores it when that is not said any more', async () => {
      lying.on('HEAD', async ({ body }, response, forward) => {
        const { status, headers } = await forward(body);
        send(response, {
          status,
          headers: { ...headers, 'content-length': '4999' },
          body: Buffer.alloc(0),
        });
      });
      const [key, bytes] = [newKey(), randomBytes(5000)];
      for (let i = 0; i < 2; i++)
        await expect(put(key, bytes)).rejects.toMatchObject({ kind: 'unavailable', code: 'object-short' });
      lying.proxy.interfere = honest;
      expect(await put(key, bytes)).toMatchObject({ sizeBytes: 5000 });
    });

    it.each([503, 500, 429])('fails on %d at once, every time', async (status) => {
      lying.on('PUT', (_request, response) => send(response, { status, headers: {}, body: errorPage }));
      const key = newKey();
      for (let i = 0; i < 5; i++) await expect(put(key)).rejects.toMatchObject({ code: 'store-unavailable' });
    });

    // Of MinIO, and of VersityGW 1.8.0.
    it.each(['XMinioStorageFull', 'InsufficientStorage'])(
      'says that the store is full (%s)',
      async (code) => {
        const body = Buffer.from(`<Error><Code>${code}</Code></Error>`);
        lying.on('PUT', (_request, response) => send(response, { status: 507, headers: {}, body }));
        await expect(put(newKey())).rejects.toMatchObject({ kind: 'unavailable', code: 'store-full' });
      },
    );

    it('fails when no answer comes', async () => {
      lying.on('PUT', () => {});
      await expect(lying.impatient.put(newKey(), randomBytes(10), 'video/mp4')).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'store-unavailable',
      });
    });

    it('fails when the connection is reset and nothing was stored', async () => {
      lying.on('PUT', (_request, response) => void response.destroy());
      await expect(put(newKey())).rejects.toMatchObject({ kind: 'unavailable', code: 'store-unavailable' });
    });

    it('finds its object when only the answer was lost', async () => {
      lying.on('PUT', async ({ body }, response, forward) => {
        await forward(body);
        response.destroy();
      });
      const [key, bytes] = [newKey(), randomBytes(5000)];
      expect(await put(key, bytes)).toEqual(await lying.truth.stat(key));
    });
  });

  describe('about a removal', () => {
    it.each([
      ['an answer without refusals', '<DeleteResult/>', 'object-remains'],
      ['an error page on 200', errorPage.toString(), 'store-unavailable'],
    ])('does not believe %s while the object is still listed', async (_, text, code) => {
      const key = await lying.stored(randomBytes(10));
      const body = Buffer.from(text);
      lying.on('POST', (_request, response) => send(response, { status: 200, headers: {}, body }));
      await expect(lying.store.remove(key)).rejects.toMatchObject({ kind: 'unavailable', code });
      await expect(lying.store.removeAll([key])).rejects.toMatchObject({ kind: 'unavailable', code });
      expect(await lying.truth.stat(key)).toBeDefined();
    });

    it('passes on what the server refuses for another reason than a lock', async () => {
      const key = await lying.stored(randomBytes(10));
      const refusal = `<Error><Key>${key}</Key><Code>AccessDenied</Code><Message>no</Message></Error>`;
      const body = Buffer.from(`<DeleteResult>${refusal}</DeleteResult>`);
      lying.on('POST', (_request, response) => send(response, { status: 200, headers: {}, body }));
      await expect(lying.store.removeAll([key])).rejects.toMatchObject({ code: 'store-denied' });
    });

    it('fails when the connection breaks, and can be done again', async () => {
      const key = await lying.stored(randomBytes(10));
      lying.on('POST', async ({ body }, response, forward) => {
        await forward(body);
        response.destroy();
      });
      await expect(lying.store.removeAll([key])).rejects.toMatchObject({ code: 'store-unavailable' });
      expect(await lying.store.removeAll([key])).toEqual([]);
    });

    it('does not take an error page on 200 for a list without the object', async () => {
      const key = await lying.stored(randomBytes(10));
      lying.on('GET', (_request, response) => send(response, errorPageOn200));
      await expect(lying.store.missing([key])).rejects.toMatchObject({ code: 'store-unavailable' });
      await expect(lying.store.remove(key)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'store-unavailable',
      });
      expect(await lying.truth.stat(key)).toBeDefined();
    });
  });

  describe('about a list', () => {
    it('does not take an error page on 200 for an empty list', async () => {
      lying.on('GET', (_request, response) => send(response, errorPageOn200));
      await expect(lying.store.list('test/')[Symbol.asyncIterator]().next()).rejects.toMatchObject({
        code: 'store-unavailable',
      });
    });
  });
});
