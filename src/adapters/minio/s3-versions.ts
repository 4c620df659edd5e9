import { AppError, unavailable } from '../../core/index.ts';
import { maxObjectSizeBytes, type ObjectKey } from '../../ingest/object-store.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { s3CodeOf } from './s3-errors.ts';
import { asAnswer, readAnswer } from './s3-response.ts';

/** An object has one version and perhaps a marker; with more, somebody else works on it while we do. */
const rounds = 5;

/** Removes one version of an object, or all its versions and delete markers; returns when the server lists none of them. */
export async function removeVersions(bucket: S3Bucket, key: ObjectKey, only?: string): Promise<void> {
  for (let round = 0; round <= rounds; round++) {
    const versionIds = (await versionsOf(bucket, key)).filter((id) => only === undefined || id === only);
    if (versionIds.length === 0) return;
    for (const versionId of versionIds) await removeVersion(bucket, key, versionId);
  }
  throw unavailable('object-remains', `${key} was deleted and is still listed`);
}

async function removeVersion({ client, name }: S3Bucket, key: ObjectKey, versionId: string): Promise<void> {
  try {
    await client.removeObject(name, key, { versionId });
  } catch (error) {
    if (isLocked(error))
      throw new AppError('conflict', 'object-locked', `the object store holds ${key} locked`);
    throw error;
  }
}

/** MinIO: `InvalidRequest` "Object is WORM protected"; Amazon: `AccessDenied` "… object protected by object lock". */
const isLocked = (error: unknown): boolean =>
  ['InvalidRequest', 'AccessDenied'].includes(s3CodeOf(error) ?? '') &&
  error instanceof Error &&
  /WORM|lock|retention/i.test(error.message);

/**
 * The version ids of the object and of its delete markers; `null` is the id of the only version in a bucket without
 * versions. Not by the client's own listing: that one takes an error page on HTTP 200 for an empty list, and here an
 * empty list means "gone". Keys sort first among those they are a prefix of, and need no XML escapes.
 */
async function versionsOf({ client, name }: S3Bucket, key: ObjectKey): Promise<string[]> {
  const query = `prefix=${encodeURIComponent(key)}&versions`;
  const answer = asAnswer(await client.makeRequestAsync({ method: 'GET', bucketName: name, query }));
  const page = (await readAnswer(answer, maxObjectSizeBytes)).toString();
  if (!page.trimEnd().endsWith('</ListVersionsResult>'))
    throw unavailable('store-unavailable', 'the object store did not list versions');
  return entriesOf(page).flatMap((entry) => (entry.includes(`<Key>${key}</Key>`) ? versionIdOf(entry) : []));
}

const entriesOf = (page: string): string[] => page.match(/<(Version|DeleteMarker)>.*?<\/\1>/gs) ?? [];

const versionIdOf = (entry: string): string => /<VersionId>([^<]+)<\/VersionId>/.exec(entry)?.[1] ?? 'null';
