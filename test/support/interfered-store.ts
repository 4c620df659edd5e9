import { minioStore } from '../../src/adapters/minio/minio-store.ts';
import type { ObjectStore } from '../../src/objects/index.ts';
import { type MinioProxy, startMinioProxy } from './minio-proxy.ts';
import { startTestMinio } from './minio-server.ts';

/** An object store for a service, behind a proxy that a test makes refuse, wait and lie. */
export interface InterferedStore {
  readonly proxy: MinioProxy;
  /** Settings of the service. */
  readonly env: Readonly<Record<string, string>>;
  /** The store as it is. */
  readonly truth: ObjectStore;
  close(): Promise<void>;
}

const bucket = 'minh-chung';

export async function startInterferedStore(): Promise<InterferedStore> {
  const minio = await startTestMinio();
  const proxy = await startMinioProxy(minio.endpoint);
  const { accessKey, secretKey } = minio;
  return {
    proxy,
    env: {
      S3_ENDPOINT: proxy.endpoint,
      S3_ACCESS_KEY: accessKey,
      S3_SECRET_KEY: secretKey,
      S3_BUCKET: bucket,
    },
    truth: minioStore({ ...minio, bucket }),
    close: async () => {
      await proxy.close();
      await minio.stop();
    },
  };
}
