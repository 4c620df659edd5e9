import type { Client } from 'minio';
import { s3CodeOf } from './s3-errors.ts';

export interface S3Bucket {
  readonly client: Client;
  readonly name: string;
  readonly region: string;
}

/** Made with object locking, which most servers allow only then; it turns versions on, and locks nothing by itself. */
export async function makeBucketIfMissing(bucket: S3Bucket): Promise<void> {
  const { client, name, region } = bucket;
  if (await isThere(bucket)) return;
  try {
    await client.makeBucket(name, region, { ObjectLocking: true });
  } catch (error) {
    // Another process of ours was first.
    if (s3CodeOf(error) !== 'BucketAlreadyOwnedByYou') throw error;
  }
}

/**
 * Not by HEAD, whose answer has no body: its 404 may also mean that the access key is unknown (VersityGW 1.8.0), and its
 * 403 that the clocks differ.
 */
async function isThere({ client, name }: S3Bucket): Promise<boolean> {
  try {
    await client.makeRequestAsyncOmit({ method: 'GET', bucketName: name, query: 'list-type=2&max-keys=1' });
    return true;
  } catch (error) {
    if (s3CodeOf(error) === 'NoSuchBucket') return false;
    throw error;
  }
}
