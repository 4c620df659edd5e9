import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, honest, send } from '../../support/minio-proxy.ts';
import { s3Missing } from '../../support/minio-server.ts';
import { describeUnless } from '../../support/unless.ts';
import { errorPageOn200, type LyingServer, startLyingServer } from './lying-subject.ts';

describeUnless(s3Missing, 'when something between us and a real S3 server lies', () => {
  let lying: LyingServer;
  beforeAll(async () => {
    lying = await startLyingServer();
  });
  afterEach(() => {
    lying.proxy.interfere = honest;
  });
  afterAll(() => lying?.close());

  describe('about a get', () => {
    const bytes = randomBytes(5000);
    const range = { offsetBytes: 100, sizeBytes: 50 };
    const answerWith = (alter: (answer: Answer) => Answer): void =>
      lying.on('GET', async ({ body }, response, forward) => send(response, alter(await forward(body))));

    it('refuses a whole object that is shorter', async () => {
      const key = await lying.stored(bytes);
      answerWith(({ body, headers, ...rest }) => ({
        ...rest,
        body: body.subarray(1),
        headers: { ...headers, 'content-length': '4999' },
      }));
      await expect(lying.store.get(key)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'object-damaged',
      });
    });

    it('refuses a whole object in which one bit was flipped', async () => {
      const key = await lying.stored(bytes);
      answerWith((answer) => ({ ...answer, body: answer.body.fill((answer.body[7] ?? 0) ^ 1, 7, 8) }));
      await expect(lying.store.get(key)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'object-damaged',
      });
    });

    it('refuses an error page on 200', async () => {
      const key = await lying.stored(bytes);
      answerWith(() => errorPageOn200);
      await expect(lying.store.get(key)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'object-damaged',
      });
      await expect(lying.store.get(key, range)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'object-damaged',
      });
    });

    it('refuses another part than was asked for', async () => {
      const key = await lying.stored(bytes);
      answerWith((answer) => ({
        ...answer,
        headers: { ...answer.headers, 'content-range': 'bytes 101-150/5000' },
      }));
      await expect(lying.store.get(key, range)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'object-short',
      });
    });

    it('fails when the connection breaks in the middle', async () => {
      const key = await lying.stored(bytes);
      lying.on('GET', async ({ body }, response, forward) => {
        const answer = await forward(body);
        response.writeHead(answer.status, answer.headers);
        response.write(answer.body.subarray(0, 1000), () => response.destroy());
      });
      await expect(lying.store.get(key)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'store-unavailable',
      });
    });

    it('fails when it stops in the middle', async () => {
      const key = await lying.stored(bytes);
      lying.on('GET', async ({ body }, response, forward) => {
        const answer = await forward(body);
        response.writeHead(answer.status, answer.headers);
        response.write(answer.body.subarray(0, 1000));
      });
      await expect(lying.impatient.get(key)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'store-unavailable',
      });
    });

    it('fails when it trickles', async () => {
      const key = await lying.stored(bytes);
      lying.on('GET', async ({ body }, response, forward) => {
        const answer = await forward(body);
        response.writeHead(answer.status, answer.headers);
        const trickle = setInterval(() => response.write('x'), 100);
        response.once('close', () => clearInterval(trickle));
      });
      await expect(lying.impatient.get(key)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'store-unavailable',
      });
    });
  });
});
