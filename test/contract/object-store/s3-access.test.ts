import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { minioStore } from '../../../src/adapters/minio/minio-store.ts';
import { honest } from '../../support/minio-proxy.ts';
import { s3Missing } from '../../support/minio-server.ts';
import { describeUnless } from '../../support/unless.ts';
import { type LyingServer, newKey, startLyingServer } from './lying-subject.ts';
import { newBucketName } from './subjects.ts';

describeUnless(s3Missing, 'when a real S3 server is approached', () => {
  let lying: LyingServer;
  beforeAll(async () => {
    lying = await startLyingServer();
  });
  afterEach(() => {
    lying.proxy.interfere = honest;
  });
  afterAll(() => lying?.close());

  describe('and keeps silent when the store is first used', () => {
    it('is used again once it answers', async () => {
      const late = minioStore({
        ...lying.server,
        endpoint: lying.proxy.endpoint,
        bucket: newBucketName(),
        limits: { idleMs: 1000, totalMs: 2500 },
      });
      await late.makeIdentity();
      lying.proxy.interfere = () => {};
      await expect(late.check()).rejects.toMatchObject({ kind: 'unavailable', code: 'store-unavailable' });
      lying.proxy.interfere = honest;
      await late.check();
    });
  });

  describe('and the credentials are wrong', () => {
    it.each(['secretKey', 'accessKey'] as const)('says so without saying them (%s)', async (wrong) => {
      const secrets = {
        accessKey: lying.server.accessKey,
        secretKey: lying.server.secretKey,
        [wrong]: randomBytes(16).toString('hex'),
      };
      const denied = minioStore({ endpoint: lying.server.endpoint, bucket: newBucketName(), ...secrets });
      const error: unknown = await denied.get(newKey()).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ kind: 'forbidden', code: 'store-denied' });
      for (const text of [inspect(error, { depth: 9, showHidden: true }), denied.describe()])
        for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
    });

    it('refuses an endpoint with a password in it, without repeating it', () => {
      const open = () =>
        minioStore({ ...lying.server, bucket: 'any', endpoint: 'http://user:hunter2@127.0.0.1:9000' });
      expect(open).toThrow(expect.objectContaining({ kind: 'invalid', code: 'bad-s3-endpoint' }));
      expect(open).not.toThrow(/hunter2/);
    });
  });
});
