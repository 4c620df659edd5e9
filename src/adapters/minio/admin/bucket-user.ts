import type { Client } from 'minio';
import { minioStore } from '../minio-store.ts';
import { makeBucketIfMissing } from '../s3-bucket.ts';
import { openS3Client } from '../s3-client.ts';
import { s3CodeOf, translateS3Error } from '../s3-errors.ts';
import { defaultLimits } from '../s3-transport.ts';
import { callAdmin, rootDenied } from './admin-client.ts';
import { bucketPolicy } from './bucket-policy.ts';
import { sealedBody } from './sealed-body.ts';

interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface BucketUserOptions extends Keys {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Of the server. */
  readonly root: Keys;
}

/**
 * Makes, on a MinIO, the bucket if it is missing and its user, who may do there what the service does; then tries it as that
 * user. Again, it changes nothing but the user's secret key. Errors: those of `callAdmin`, of the store's `check`, and
 * `invalid` `bad-s3-endpoint`.
 */
export async function makeBucketUser(options: BucketUserOptions): Promise<void> {
  const { endpoint, region, bucket, root, accessKey, secretKey } = options;
  const client = openS3Client({ endpoint, region, ...root, limits: defaultLimits });
  await makeBucketIfMissing({ client, name: bucket, region }).catch((error: unknown) => {
    const translated = translateS3Error(error);
    throw translated.kind === 'forbidden' ? rootDenied(s3CodeOf(error)) : translated;
  });
  // The admin interface wants bodies in the signature.
  client.enableSHA256 = true;
  const policy = `minhchung-${bucket}`;
  await callAdmin(client, region, {
    path: 'add-canned-policy',
    query: { name: policy },
    body: bucketPolicy(bucket),
  });
  await addUser(client, region, { accessKey, secretKey }, root);
  await callAdmin(client, region, {
    path: 'set-user-or-group-policy',
    query: { policyName: policy, userOrGroup: accessKey, isGroup: 'false' },
  });
  await minioStore({ endpoint, region, bucket, accessKey, secretKey }).check();
}

function addUser(client: Client, region: string, user: Keys, root: Keys): Promise<void> {
  const secret = Buffer.from(JSON.stringify({ secretKey: user.secretKey, status: 'enabled' }));
  return callAdmin(client, region, {
    path: 'add-user',
    query: { accessKey: user.accessKey },
    body: sealedBody(secret, root.secretKey),
  });
}
