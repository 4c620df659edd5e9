import { randomUUID } from 'node:crypto';
import { unavailable } from '../../core/index.ts';
import { objectKey, parseStoreId, type StoreId } from '../../objects/index.ts';
import { makeBucketIfMissing, type S3Bucket } from './s3-bucket.ts';
import { s3CodeOf } from './s3-errors.ts';
import { mayBeTaken, putNew } from './s3-put.ts';
import { asAnswer, readWhole } from './s3-response.ts';

/** The object that says which store the bucket is; no listing of objects has it. */
export const identityKey = objectKey('.store/id');

/** What says that nothing lies there. Not `NotFound`, which a server without a body gives for many reasons. */
const nothingThere = ['NoSuchKey', 'NoSuchBucket'];

/** The id in the bucket; `undefined` when the bucket or the id is missing. Errors: `unavailable` `store-unreadable`. */
export async function readStoreId(bucket: S3Bucket): Promise<StoreId | undefined> {
  const answer = await bucket.client.getObject(bucket.name, identityKey).catch((error: unknown) => {
    if (!nothingThere.includes(s3CodeOf(error) ?? '')) throw error;
  });
  if (!answer) return undefined;
  const id = parseStoreId(
    Buffer.from(await readWhole(identityKey, asAnswer(answer)))
      .toString()
      .trim(),
  );
  if (id === undefined)
    throw unavailable('store-unreadable', `${identityKey} in the bucket is not the id of a store`);
  return id;
}

/** The same; makes bucket and id where they are missing. Of several processes that come first, one makes it for all. */
export async function makeStoreId(bucket: S3Bucket): Promise<StoreId> {
  const there = await readStoreId(bucket);
  if (there !== undefined) return there;
  await makeBucketIfMissing(bucket);
  const made = randomUUID() as string as StoreId;
  const body = { bytes: Buffer.from(`${made}\n`), contentType: 'text/plain' };
  await putNew(bucket, identityKey, body).catch((error: unknown) => {
    if (!mayBeTaken(error)) throw error;
  });
  const kept = await readStoreId(bucket);
  if (kept === undefined) throw unavailable('store-unavailable', 'the object store did not keep its id');
  return kept;
}
