import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { makeBucketUser } from '../../../src/adapters/minio/admin/bucket-user.ts';
import { minioStore } from '../../../src/adapters/minio/minio-store.ts';
import { newId } from '../../../src/core/index.ts';
import type { IdentifiedStore } from '../../../src/objects/index.ts';
import { ownMinioMissing, s3Missing, startTestMinio, type TestMinio } from '../../support/minio-server.ts';
import { titled } from '../../support/unless.ts';

/** An implementation under test. */
export interface Subject {
  /** Says also why it cannot be tested here, where it cannot. */
  readonly name: string;
  readonly isSkipped: boolean;
  /** A store that may have others' objects in it; tests keep below folders of their own. */
  readonly open: () => Promise<OpenSubject>;
}

export interface OpenSubject {
  readonly store: IdentifiedStore;
  close(): Promise<void>;
}

const disk: Subject = {
  name: 'on disk',
  isSkipped: false,
  open: async () => {
    const directory = await mkdtemp(join(tmpdir(), 'disk-store-'));
    const store = await openDiskStore({ directory, nodeId: newId('node', Date.now()) });
    return { store, close: () => rm(directory, { recursive: true }) };
  },
};

const s3: Subject = {
  name: titled('in S3', s3Missing),
  isSkipped: s3Missing !== undefined,
  open: async () => {
    const server = await startTestMinio();
    const store = minioStore(await bucketOf(server));
    await store.makeIdentity();
    return { store, close: () => server.stop() };
  },
};

/** Where the server is ours: as the user of the bucket, so that the contract shows that its rights suffice. */
async function bucketOf(server: TestMinio) {
  const bucket = newBucketName();
  if (ownMinioMissing !== undefined) return { ...server, bucket };
  const user = { accessKey: `user-of-${bucket}`, secretKey: 'p@ss/word#1 của xã' };
  await makeBucketUser({ ...server, ...user, region: 'us-east-1', bucket, root: server });
  return { endpoint: server.endpoint, ...user, bucket };
}

export const subjects: readonly Subject[] = [disk, s3];

export const newBucketName = (): string => `test-${randomBytes(6).toString('hex')}`;
