import { mkdir, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Client } from 'minio';
import { openDiskStore } from '../../src/adapters/disk/store/disk-store.ts';
import { minioStore } from '../../src/adapters/minio/minio-store.ts';
import { newId, silentLog } from '../../src/core/index.ts';
import type { ObjectKey, ObjectStore } from '../../src/objects/index.ts';
import { provisionMinio } from '../minio/provision.ts';
import { type RunningMinio, startMinio } from '../minio/run.ts';
import { inTurns } from './in-turns.ts';

/** A store to empty, and a baseline that deletes without any guarantee. */
export interface BenchStore {
  readonly store: ObjectStore;
  readonly baselineName: string;
  /** Writes small objects directly, bypassing the product; not measured. */
  fill(keys: readonly ObjectKey[]): Promise<void>;
  /** Writes objects where `baseline` deletes them. */
  fillBaseline(keys: readonly ObjectKey[]): Promise<void>;
  baseline(keys: readonly ObjectKey[]): Promise<void>;
  close(): Promise<void>;
}

const content = Buffer.alloc(1_000, 7);
const parallel = 16;

export async function benchDisk(directory: string): Promise<BenchStore> {
  const store = await openDiskStore({ directory, nodeId: newId('node', Date.now()) });
  const pathOf = (key: ObjectKey) => join(directory, 'objects', key);
  const fill = async (keys: readonly ObjectKey[]): Promise<void> => {
    const folders = new Set(keys.map((key) => dirname(pathOf(key))));
    for (const folder of folders) await mkdir(folder, { recursive: true });
    await inTurns(parallel, keys, (key) => writeFile(pathOf(key), content));
  };
  return {
    store,
    fill,
    fillBaseline: fill,
    baselineName: 'plain unlink',
    baseline: (keys) => inTurns(parallel, keys, (key) => unlink(pathOf(key))),
    close: async () => {},
  };
}

export async function benchMinio(directory: string): Promise<BenchStore> {
  const server = await serverIn(directory);
  const bucket = `bench-${process.pid}-${Date.now()}`;
  const plain = `${bucket}-plain`;
  const store = minioStore({ ...server, bucket });
  // Makes the bucket, with versions.
  await store.makeIdentity();
  const client = clientOf(server);
  await client.makeBucket(plain);
  const fill = (into: string) => (keys: readonly ObjectKey[]) =>
    inTurns(parallel, keys, async (key) => void (await client.putObject(into, key, content)));
  return {
    store,
    fill: fill(bucket),
    fillBaseline: fill(plain),
    baselineName: 'removeObjects, 1000 at once, no versions',
    baseline: async (keys) => {
      for (let i = 0; i < keys.length; i += 1_000)
        await client.removeObjects(plain, keys.slice(i, i + 1_000));
    },
    close: () => server.stop(),
  };
}

async function serverIn(directory: string): Promise<RunningMinio> {
  const supply = await provisionMinio({ log: silentLog });
  if (supply.kind === 'none') throw new Error(`no MinIO: ${supply.reason}. Remedy: ${supply.remedy}`);
  if (supply.kind === 'endpoint') return { ...supply, stop: async () => {} };
  return startMinio({ binary: supply.binary, dataDirectory: join(directory, 'minio') });
}

function clientOf({ endpoint, accessKey, secretKey }: RunningMinio): Client {
  const { hostname, port, protocol } = new URL(endpoint);
  return new Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: protocol === 'https:',
    accessKey,
    secretKey,
  });
}
