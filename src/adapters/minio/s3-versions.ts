import { inParallel, unavailable } from '../../core/index.ts';
import { byFolder, maxObjectSizeBytes, type ObjectKey } from '../../objects/index.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { asAnswer, readAnswer } from './s3-response.ts';

/** One version of an object, or a delete marker; `null` is the id of the only version in a bucket without versions. */
export interface ObjectVersion {
  readonly key: ObjectKey;
  readonly versionId: string;
  /** It says that the object is deleted, and holds no bytes. */
  readonly isMarker: boolean;
}

const foldersAtOnce = 8;

/** A whole list. gofakes3 1.2.0 gives it the name of another answer: `ListBucketVersionsResult`. */
const isVersionList = /<\/List(?:Bucket)?VersionsResult>\s*$/;

/** All versions and delete markers of these objects, folder by folder: what a folder lists costs one call, not one each. */
export async function versionsOf(bucket: S3Bucket, keys: readonly ObjectKey[]): Promise<ObjectVersion[]> {
  const found = await inParallel(foldersAtOnce, [...byFolder(keys).values()], async (neighbours) => {
    const wanted = new Set<string>(neighbours);
    const listed = await listVersions(bucket, commonPrefix(neighbours));
    return listed.filter(({ key }) => wanted.has(key));
  });
  return found.flat();
}

/**
 * Not by the client's own listing: that one takes an error page on HTTP 200 for an empty list, and here an empty list
 * means "gone". Our keys need no XML escapes.
 */
async function listVersions({ client, name }: S3Bucket, prefix: string): Promise<ObjectVersion[]> {
  const versions: ObjectVersion[] = [];
  let after: string | undefined = '';
  while (after !== undefined) {
    const query = `prefix=${encodeURIComponent(prefix)}&versions${after}`;
    const answer = asAnswer(await client.makeRequestAsync({ method: 'GET', bucketName: name, query }));
    const page = (await readAnswer(answer, maxObjectSizeBytes)).toString();
    if (!isVersionList.test(page))
      throw unavailable('store-unavailable', 'the object store did not list versions');
    versions.push(...entriesOf(page));
    after = nextOf(page);
  }
  return versions;
}

const entriesOf = (page: string): ObjectVersion[] =>
  (page.match(/<(Version|DeleteMarker)>.*?<\/\1>/gs) ?? []).map((entry) => ({
    key: (textOf(entry, 'Key') ?? '') as ObjectKey,
    versionId: textOf(entry, 'VersionId') ?? 'null',
    isMarker: entry.startsWith('<DeleteMarker>'),
  }));

/** Where the next page begins; `undefined` after the last. */
function nextOf(page: string): string | undefined {
  if (textOf(page, 'IsTruncated') !== 'true') return undefined;
  const [key, versionId] = [textOf(page, 'NextKeyMarker'), textOf(page, 'NextVersionIdMarker')];
  if (key === undefined) throw unavailable('store-unavailable', 'the object store cut its list of versions');
  const marker = `&key-marker=${encodeURIComponent(key)}`;
  return versionId === undefined ? marker : `${marker}&version-id-marker=${encodeURIComponent(versionId)}`;
}

const textOf = (xml: string, tag: string): string | undefined =>
  new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(xml)?.[1];

/** The common prefix of all names. */
function commonPrefix([first = '', ...others]: readonly string[]): string {
  let prefix: string = first;
  for (const other of others) while (!other.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}
