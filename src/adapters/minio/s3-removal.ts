import { inParallel, unavailable } from '../../core/index.ts';
import type { ObjectKey } from '../../objects/index.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { type ObjectVersion, versionsOf } from './s3-versions.ts';

/** An object has one version and perhaps a marker; with more, another client works on it at the same time. */
const rounds = 5;

/**
 * `DeleteObjects` takes a thousand (S3 API reference), but answers nothing until all are gone: on a busy disk that took
 * longer than a silent request may.
 */
const maxVersions = 250;
const callsAtOnce = 2;

/**
 * Removes one version of the objects, or all their versions and delete markers; returns when the server lists none of
 * them, but for the objects it holds locked: those it answers.
 */
export async function removeVersions(
  bucket: S3Bucket,
  keys: readonly ObjectKey[],
  only?: string,
): Promise<ObjectKey[]> {
  const locked = new Set<ObjectKey>();
  for (let round = 0; round <= rounds; round++) {
    const listed = await versionsOf(
      bucket,
      keys.filter((key) => !locked.has(key)),
    );
    const versions = listed.filter(({ versionId }) => only === undefined || versionId === only);
    if (versions.length === 0) return [...locked];
    for (const key of await deleteVersions(bucket, round % 2 === 0 ? versions : versions.map(unnamed)))
      locked.add(key);
  }
  throw unavailable('object-remains', `${keys.length} objects were deleted, and some are still listed`);
}

/** As a deletion names it: without an id, the key alone. */
type Deletion = Pick<ObjectVersion, 'key'> & Partial<ObjectVersion>;

/**
 * Some servers without versions list an object's only version as `null`, and then refuse that id (VersityGW 1.8.0) or
 * ignore it (gofakes3 1.2.0). Every second round names the key alone.
 */
const unnamed = ({ key, versionId }: ObjectVersion): Deletion =>
  versionId === 'null' ? { key } : { key, versionId };

/** The keys of those that are locked. What the server says of the others is not believed: they are listed again. */
async function deleteVersions(bucket: S3Bucket, versions: readonly Deletion[]): Promise<ObjectKey[]> {
  const calls: Deletion[][] = [];
  for (let i = 0; i < versions.length; i += maxVersions) calls.push(versions.slice(i, i + maxVersions));
  const locked = await inParallel(callsAtOnce, calls, async (call) => {
    const refusals = await refusalsOf(bucket, call);
    const other = refusals.find((refusal) => !isLocked(refusal) && !isGone(refusal) && !isMisnamed(refusal));
    if (other) throw Object.assign(new Error(other.Message), { code: other.Code });
    return refusals.filter(isLocked).map(({ Key }) => Key);
  });
  return locked.flat();
}

/** As the server writes it. */
interface Refusal {
  readonly Key: ObjectKey;
  readonly Code: string;
  readonly Message: string;
  readonly VersionId?: string;
}

async function refusalsOf({ client, name }: S3Bucket, versions: readonly Deletion[]): Promise<Refusal[]> {
  const entries = versions.map(({ key, versionId }) => ({ name: key, ...(versionId && { versionId }) }));
  // A list of these, whatever its type says.
  const refusals: unknown = await client.removeObjects(name, entries);
  return refusals as Refusal[];
}

/** MinIO: `InvalidRequest` "Object is WORM protected"; Amazon: `AccessDenied` "… object protected by object lock". */
const isLocked = ({ Code, Message }: Refusal): boolean =>
  ['InvalidRequest', 'AccessDenied'].includes(Code) && /WORM|lock|retention/i.test(Message);

/** Another worker was first. */
const isGone = ({ Code }: Refusal): boolean => ['NoSuchKey', 'NoSuchVersion'].includes(Code);

/** VersityGW 1.8.0, see `unnamed`. */
const isMisnamed = ({ Code, VersionId }: Refusal): boolean =>
  Code === 'InvalidArgument' && VersionId === 'null';
