import { unavailable } from '../../core/index.ts';
import type { ObjectKey, StoredObject } from '../../objects/index.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { expectedMd5 } from './s3-checksum.ts';
import { isAbsent } from './s3-errors.ts';
import { bodyText } from './s3-response.ts';

/** Facts of the server about an object, or about one version; `undefined` when there is none. */
export async function statObject(
  bucket: S3Bucket,
  key: ObjectKey,
  versionId?: string,
): Promise<StoredObject | undefined> {
  const found = await bucket.client
    .statObject(bucket.name, key, versionId === undefined ? {} : { versionId })
    .catch(undefinedWhenAbsent);
  if (!found) return confirmAbsent(bucket, key, versionId);
  const { size: sizeBytes, etag, metaData } = found;
  const encryption = bodyText(metaData['x-amz-server-side-encryption']);
  const md5 = expectedMd5({ etag, encryption, md5: bodyText(metaData.md5) });
  return {
    key,
    sizeBytes,
    etag,
    ...(md5 && { md5 }),
    ...(found.versionId && { versionId: found.versionId }),
  };
}

function undefinedWhenAbsent(error: unknown): undefined {
  if (!isAbsent(error)) throw error;
}

/**
 * HEAD has no body: its 404 may also mean that the bucket is gone, or the access key unknown (VersityGW 1.8.0). Asks
 * again by GET, whose answer says which.
 */
async function confirmAbsent(
  { client, name }: S3Bucket,
  key: ObjectKey,
  versionId?: string,
): Promise<undefined> {
  const version = versionId === undefined ? {} : { versionId };
  const answer = await client.getPartialObject(name, key, 0, 1, version).catch(undefinedWhenAbsent);
  if (!answer) return;
  answer.destroy();
  throw unavailable('store-unavailable', 'the object store showed an object only at the second look');
}
