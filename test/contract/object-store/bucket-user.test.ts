import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'minio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BucketUserOptions, makeBucketUser } from '../../../src/adapters/minio/admin/bucket-user.ts';
import { minioStore } from '../../../src/adapters/minio/minio-store.ts';
import { s3CodeOf } from '../../../src/adapters/minio/s3-errors.ts';
import { objectKey } from '../../../src/objects/index.ts';
import { ownMinioMissing, startTestMinio, type TestMinio } from '../../support/minio-server.ts';
import { describeUnless } from '../../support/unless.ts';
import { newBucketName } from './subjects.ts';

describeUnless(ownMinioMissing, 'when the user of a bucket is made on a MinIO', () => {
  let server: TestMinio;
  beforeAll(async () => {
    server = await startTestMinio();
  });
  afterAll(() => server?.stop());

  /** A bucket of its own, and its user. */
  const aUser = (given: Partial<BucketUserOptions> = {}): BucketUserOptions => {
    const bucket = newBucketName();
    const keys = { accessKey: `user ${bucket}`, secretKey: 'p@ss/word#1 "của" xã' };
    return { endpoint: server.endpoint, region: 'us-east-1', bucket, root: server, ...keys, ...given };
  };
  const clientOf = ({ accessKey, secretKey }: Pick<TestMinio, 'accessKey' | 'secretKey'>): Client => {
    const { hostname: endPoint, port } = new URL(server.endpoint);
    return new Client({
      endPoint,
      port: Number(port),
      useSSL: false,
      accessKey,
      secretKey,
      region: 'us-east-1',
    });
  };
  const codeOf = (call: Promise<unknown>) => call.then(() => undefined, s3CodeOf);

  it('makes the bucket with versions, and the service uses it as that user', async () => {
    const user = aUser();
    await makeBucketUser(user);
    const status = await clientOf(server).getBucketVersioning(user.bucket);
    expect(status).toMatchObject({ Status: 'Enabled' });
    const store = minioStore(user);
    await store.makeIdentity();
    await store.put(objectKey('segments/a'), Buffer.from('a'), 'video/mp4');
    expect(await store.removeAll([objectKey('segments/a')])).toEqual([]);
    expect(await store.missing([objectKey('segments/a')])).toHaveLength(1);
  });

  it('lets that user read no other bucket, make none, and do nothing to its own but use it', async () => {
    const [user, other] = [aUser(), aUser()];
    await Promise.all([makeBucketUser(user), makeBucketUser(other)]);
    const client = clientOf(user);
    const denied = [
      client.getObject(other.bucket, 'a'),
      client.putObject(other.bucket, 'a', 'a'),
      client.listObjectsV2(other.bucket).toArray(),
      client.makeBucket(newBucketName()),
      client.removeBucket(user.bucket),
      client.setBucketPolicy(user.bucket, '{}'),
      client.setBucketVersioning(user.bucket, { Status: 'Suspended' }),
    ];
    expect(await Promise.all(denied.map(codeOf))).toEqual(denied.map(() => 'AccessDenied'));
    const escalated = makeBucketUser({ ...user, accessKey: 'another', root: user });
    await expect(escalated).rejects.toMatchObject({ kind: 'forbidden', code: 'store-root-denied' });
  });

  it('sets a new secret key when it is made again, and leaves what is stored', async () => {
    const user = aUser();
    await makeBucketUser(user);
    await minioStore(user).put(objectKey('segments/a'), Buffer.from('a'), 'video/mp4');
    const changed = { ...user, secretKey: 'another secret key' };
    await makeBucketUser(changed);
    expect(await minioStore(changed).stat(objectKey('segments/a'))).toMatchObject({ sizeBytes: 1 });
    await expect(minioStore(user).identity()).rejects.toMatchObject({ code: 'store-denied' });
  });

  it('names the keys that are refused, and repeats none', async () => {
    const wrong = { accessKey: server.accessKey, secretKey: 'not the right one' };
    await expect(makeBucketUser(aUser({ root: wrong }))).rejects.toMatchObject({
      code: 'store-root-denied',
      message: 'the object store refuses S3_ROOT_ACCESS_KEY or its password: SignatureDoesNotMatch',
    });
    await expect(makeBucketUser(aUser({ secretKey: 'short' }))).rejects.toMatchObject({
      code: 'store-user-refused',
      message: 'the object store refuses S3_ACCESS_KEY or S3_SECRET_KEY: XMinioAdminInvalidSecretKey',
    });
  });
});

describe('when the user of a bucket is made on a server that is no MinIO', () => {
  it('says that the server has no such interface', async () => {
    const server = createServer((request, response) => {
      const isList = request.method === 'GET';
      response.writeHead(isList ? 200 : 404, { 'content-type': 'application/xml' });
      response.end(isList ? '<ListBucketResult/>' : '<Error><Code>NoSuchBucket</Code></Error>');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const keys = { accessKey: 'ward', secretKey: 'a secret key' };
    const options = {
      endpoint,
      region: 'us-east-1',
      bucket: 'ward',
      ...keys,
      root: { ...keys, accessKey: 'root' },
    };
    await expect(makeBucketUser(options)).rejects.toMatchObject({ code: 'store-has-no-users' });
    await new Promise((closed) => server.close(closed));
  });
});
