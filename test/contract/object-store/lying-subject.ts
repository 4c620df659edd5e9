import { randomBytes } from 'node:crypto';
import { minioStore } from '../../../src/adapters/minio/minio-store.ts';
import { type ObjectKey, type ObjectStore, objectKey } from '../../../src/objects/object-store.ts';
import {
  type Answer,
  honest,
  type Interference,
  type MinioProxy,
  startMinioProxy,
} from '../../support/minio-proxy.ts';
import { startTestMinio, type TestMinio } from '../../support/minio-server.ts';
import { newBucketName } from './subjects.ts';

/** A real S3 server, and a proxy before it that lies as a test tells it to. */
export interface LyingServer {
  readonly server: TestMinio;
  readonly proxy: MinioProxy;
  /** Sees the server as it is. */
  readonly truth: ObjectStore;
  /** Sees it through the proxy. */
  readonly store: ObjectStore;
  /** The same, but waits for nothing longer than a few seconds. */
  readonly impatient: ObjectStore;
  /** Interferes with requests of this method only. */
  on(method: string, interference: Interference): void;
  /** Puts an object past the proxy. */
  stored(bytes: Uint8Array): Promise<ObjectKey>;
  close(): Promise<void>;
}

export async function startLyingServer(): Promise<LyingServer> {
  const server = await startTestMinio();
  const proxy = await startMinioProxy(server.endpoint);
  const bucket = newBucketName();
  const truth = minioStore({ ...server, bucket });
  const seen = { ...server, bucket, endpoint: proxy.endpoint };
  const store = minioStore(seen);
  const impatient = minioStore({ ...seen, limits: { idleMs: 2_000, totalMs: 5_000 } });
  await truth.makeIdentity();
  await store.check();
  await impatient.check();
  return {
    server,
    proxy,
    truth,
    store,
    impatient,
    on(method, interference) {
      proxy.interfere = (request, ...rest) =>
        (request.method === method ? interference : honest)(request, ...rest);
    },
    async stored(bytes) {
      const key = newKey();
      await truth.put(key, bytes, 'video/mp4');
      return key;
    },
    async close() {
      await proxy.close();
      await server.stop();
    },
  };
}

export const newKey = (): ObjectKey => objectKey(`test/${randomBytes(8).toString('hex')}`);

export const errorPage = Buffer.from(
  '<?xml version="1.0"?><Error><Code>InternalError</Code><Message>no</Message></Error>',
);

export const errorPageOn200: Answer = {
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: errorPage,
};
