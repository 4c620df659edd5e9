import { randomBytes } from 'node:crypto';
import { Client } from 'minio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minioStore } from '../../../src/adapters/minio/minio-store.ts';
import { md5Base64 } from '../../../src/core/index.ts';
import { type ObjectKey, type ObjectStore, objectKey } from '../../../src/objects/object-store.ts';
import { ownMinioMissing, s3Missing, startTestMinio, type TestMinio } from '../../support/minio-server.ts';
import { describeUnless } from '../../support/unless.ts';
import { newBucketName } from './subjects.ts';

describeUnless(s3Missing, 'when a real S3 bucket is also used by others', () => {
  let server: TestMinio;
  let others: Client;
  beforeAll(async () => {
    server = await startTestMinio();
    others = clientOf(server);
  });
  afterAll(() => server?.stop());

  /** A bucket that our store made, or that others made before without versions. */
  async function aBucket(madeBy: 'us' | 'others'): Promise<{ bucket: string; store: ObjectStore }> {
    const bucket = newBucketName();
    if (madeBy === 'others') await others.makeBucket(bucket);
    const store = minioStore({ ...server, bucket });
    await store.makeIdentity();
    await store.check();
    return { bucket, store };
  }

  it('makes a missing bucket once, with versions, however many come first', async () => {
    const bucket = newBucketName();
    const stores = Array.from({ length: 5 }, () => minioStore({ ...server, bucket }));
    expect(await Promise.all(stores.map((store) => store.identity()))).toEqual(Array(5).fill(undefined));
    const ids = await Promise.all(stores.map((store) => store.makeIdentity()));
    expect(new Set(ids).size).toBe(1);
    expect(await stores[0]?.identity()).toBe(ids[0]);
    expect(await others.getBucketVersioning(bucket)).toMatchObject({ Status: 'Enabled' });
  });

  describe('and an object has several versions and a delete marker', () => {
    const key = newKey();
    async function withHistory(): Promise<{ bucket: string; store: ObjectStore; versionId: string }> {
      const { bucket, store } = await aBucket('us');
      const { versionId } = await store.put(key, randomBytes(10), 'video/mp4');
      for (let i = 0; i < 3; i++) await others.putObject(bucket, key, randomBytes(20));
      await others.removeObject(bucket, key);
      return { bucket, store, versionId: versionId ?? '' };
    }

    it('removes them all', async () => {
      const { bucket, store } = await withHistory();
      expect(await versionsIn(others, bucket)).toHaveLength(5);
      await store.remove(key);
      expect(await versionsIn(others, bucket)).toEqual([]);
    });

    it('removes more versions than a list or a call holds, and leaves what lies beside', async () => {
      const { bucket, store } = await withHistory();
      const beside = objectKey(`${key}-beside`);
      await others.putObject(bucket, beside, randomBytes(10));
      const many = Array.from({ length: 20 }, () => newKey());
      for (let round = 0; round < 52; round++)
        await Promise.all(many.map((each) => others.putObject(bucket, each, randomBytes(10))));
      for (const each of many) await others.removeObject(bucket, each);
      expect(await store.removeAll([key, ...many])).toEqual([]);
      expect(await versionsIn(others, bucket)).toHaveLength(1);
    });

    it('does not miss what a delete marker hides, and misses what nothing but one is left of', async () => {
      const { bucket, store } = await withHistory();
      const bare = newKey();
      const { versionId } = await others.putObject(bucket, bare, randomBytes(10));
      await others.removeObject(bucket, bare);
      await others.removeObject(bucket, bare, { versionId: versionId ?? '' });
      expect(await versionsIn(others, bucket)).toHaveLength(6);
      expect(await store.missing([key, bare])).toEqual([bare]);
    });

    it('removes only the version that is named, and again without effect', async () => {
      const { bucket, store, versionId } = await withHistory();
      await store.remove(key, versionId);
      await store.remove(key, versionId);
      const left = await versionsIn(others, bucket);
      expect(left).toHaveLength(4);
      expect(left).not.toContain(versionId);
    });
  });

  it('removes from a bucket without versions', async () => {
    const { store } = await aBucket('others');
    const key = newKey();
    const stored = await store.put(key, randomBytes(10), 'video/mp4');
    expect(stored.versionId).toBeUndefined();
    await store.remove(key);
    expect(await store.stat(key)).toBeUndefined();
  });

  it('says that a held object is locked, and leaves it', async () => {
    const { bucket, store } = await aBucket('us');
    const key = newKey();
    const stored = await store.put(key, randomBytes(10), 'video/mp4');
    const versionId = stored.versionId ?? '';
    await setHold(others, { bucket, key, versionId, status: 'ON' });
    await expect(store.remove(key)).rejects.toMatchObject({ kind: 'conflict', code: 'object-locked' });
    const free = newKey();
    await store.put(free, randomBytes(10), 'video/mp4');
    expect(await store.removeAll([free, key])).toEqual([key]);
    expect(await store.stat(free)).toBeUndefined();
    expect(await store.stat(key)).toEqual(stored);
    await setHold(others, { bucket, key, versionId, status: 'OFF' });
    await store.remove(key);
    expect(await store.stat(key)).toBeUndefined();
  });

  it('gives back an object that another tool wrote, in one piece or in parts, and takes it for the same', async () => {
    const { bucket, store } = await aBucket('us');
    const inParts = clientOf(server, { partSize: 5 * 1024 * 1024 });
    const bytes = randomBytes(6 * 1024 * 1024);
    for (const [tool, md5] of [
      [others, md5Base64(bytes)],
      [inParts, undefined],
    ] as const) {
      const key = newKey();
      await tool.putObject(bucket, key, bytes);
      expect((await store.stat(key))?.md5).toBe(md5);
      expect(md5Base64(await store.get(key))).toBe(md5Base64(bytes));
      await store.put(key, bytes, 'video/mp4');
    }
  });

  it('makes no bucket but when it is asked to: one that is missing may be another server', async () => {
    const bucket = newBucketName();
    const store = minioStore({ ...server, bucket });
    await expect(store.put(newKey(), randomBytes(10), 'video/mp4')).rejects.toMatchObject({
      kind: 'unavailable',
    });
    expect(await others.bucketExists(bucket)).toBe(false);
  });

  it('fails, without a word of success, when the bucket vanishes', async () => {
    const { bucket, store } = await aBucket('others');
    await store.remove(objectKey('.store/id'));
    await others.removeBucket(bucket);
    await expect(store.put(newKey(), randomBytes(10), 'video/mp4')).rejects.toMatchObject({
      kind: 'unavailable',
    });
    await expect(store.remove(newKey())).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describeUnless(ownMinioMissing, 'when a real S3 server encrypts with a KMS', () => {
  it('puts, compares and gives back, though no ETag is an MD5', async () => {
    const kms = {
      MINIO_KMS_SECRET_KEY: `test:${randomBytes(32).toString('base64')}`,
      MINIO_KMS_AUTO_ENCRYPTION: 'on',
    };
    const server = await startTestMinio(kms);
    try {
      const store = minioStore({ ...server, bucket: newBucketName() });
      await store.makeIdentity();
      const [key, bytes] = [newKey(), randomBytes(100_000)];
      const stored = await store.put(key, bytes, 'video/mp4');
      expect(stored.etag).not.toBe(Buffer.from(md5Base64(bytes), 'base64').toString('hex'));
      expect(await store.stat(key)).toEqual(stored);
      expect(stored.md5).toBe(md5Base64(bytes));
      expect(md5Base64(await store.get(key))).toBe(md5Base64(bytes));
    } finally {
      await server.stop();
    }
  });
});

const newKey = (): ObjectKey => objectKey(`test/${randomBytes(8).toString('hex')}`);

function clientOf({ endpoint, accessKey, secretKey }: TestMinio, more: { partSize?: number } = {}): Client {
  const { hostname, port } = new URL(endpoint);
  return new Client({ endPoint: hostname, port: Number(port), useSSL: false, accessKey, secretKey, ...more });
}

async function setHold(
  client: Client,
  { bucket, key, ...hold }: { bucket: string; key: ObjectKey; versionId: string; status: 'ON' | 'OFF' },
): Promise<void> {
  // It is a promise, whatever its type says.
  const done: unknown = client.setObjectLegalHold(bucket, key, hold);
  await done;
}

async function versionsIn(client: Client, bucket: string): Promise<string[]> {
  const entries = client.listObjects(bucket, 'test/', true, { IncludeVersion: true });
  const versionIds: string[] = [];
  for await (const entry of entries as AsyncIterable<unknown> as AsyncIterable<{ versionId: string }>)
    versionIds.push(entry.versionId);
  return versionIds;
}
