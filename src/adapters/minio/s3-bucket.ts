import type { Client } from 'minio';
import { s3CodeOf } from './s3-errors.ts';

export interface S3Bucket {
  readonly client: Client;
  readonly name: string;
  readonly region: string;
}

/** Made with object locking, which most servers allow only then; it turns versions on, and locks nothing by itself. */
export async function makeBucketIfMissing({ client, name, region }: S3Bucket): Promise<void> {
  if (await client.bucketExists(name)) return;
  try {
    await client.makeBucket(name, region, { ObjectLocking: true });
  } catch (error) {
    // Another process of ours was first.
    if (s3CodeOf(error) !== 'BucketAlreadyOwnedByYou') throw error;
  }
}
