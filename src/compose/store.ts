import { join } from 'node:path';
import type { Config } from '../../config/load.ts';
import { type DiskStoreOptions, diskStore } from '../adapters/disk/store/disk-store.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { PostgresStoreBook } from '../adapters/postgres/objects/store-book.ts';
import { AppError, type Clock, type Log, messageOf, type NodeId } from '../core/index.ts';
import { GuardedStore, type IdentifiedStore, type NamedStore } from '../objects/index.ts';

/** A bucket is not unmounted under us; a disk is, and its id costs no request. */
const bucketTrustMs = 5_000;
const watchEveryMs = 10_000;

type OnCopy = NonNullable<DiskStoreOptions['onCopy']>;

/** The store of the configuration, as it is found. */
export async function namedStore(
  config: Config,
  nodeId: NodeId,
  { db, clock, onCopy }: { readonly db: Database; readonly clock: Clock; readonly onCopy?: OnCopy },
): Promise<NamedStore> {
  return {
    name: config.s3 ? `s3-${config.s3.bucket}` : 'disk',
    store: await foundStore(config, nodeId, onCopy),
    book: new PostgresStoreBook(db, clock),
  };
}

/** Footage in the spool can still be stored when recording stops: the store goes down to half the reserve. */
export async function foundStore(
  { s3, dataDir, diskReserveBytes }: Config,
  nodeId: NodeId,
  onCopy?: OnCopy,
): Promise<IdentifiedStore> {
  // Its client is a third of what a process loads: only where it is used.
  if (s3) return (await import('../adapters/minio/minio-store.ts')).minioStore(s3);
  const options = { directory: join(dataDir, 'store'), nodeId, reserveBytes: diskReserveBytes / 2 };
  return diskStore(onCopy ? { ...options, onCopy } : options);
}

/** Logs each reason once that closed files are copied into the store: it costs a second writing of all footage. */
export function copyNotices(log: Log): OnCopy {
  const said = new Set<string>();
  return (why) => {
    if (said.has(why)) return;
    said.add(why);
    log.info({ why }, 'closed files are copied into the store, not linked');
  };
}

export const guarded = (named: NamedStore, { s3 }: Config, clock: Clock): GuardedStore =>
  new GuardedStore({ ...named, clock, trustMs: s3 ? bucketTrustMs : 0 });

/**
 * For a process that needs the store: refuses to start on another one. An S3 server may be down when we start; then the
 * store is asked again before its first use. Errors: `unavailable` `store-not-ours`, those of a disk.
 */
export async function confirmAtStart(store: GuardedStore, { s3 }: Config, log: Log): Promise<void> {
  try {
    await store.confirm();
  } catch (error) {
    if (!s3 || isNotOurs(error)) throw error;
    log.warn({ error: messageOf(error) }, 'it is not known yet which store is there');
  }
}

/** Looks every few seconds which store is there, and logs when another one comes, and when ours is back. */
export function watchStore(store: GuardedStore, log: Log): { stop(): void } {
  let wasOurs = true;
  const look = async () => {
    const fault = await store.confirm().then(
      () => undefined,
      (error: unknown) => error,
    );
    const isOurs = !isNotOurs(fault);
    if (isOurs !== wasOurs)
      if (isOurs) log.info({}, 'the object store is back');
      else log.error({ error: messageOf(fault) }, 'nothing is stored or deleted; footage waits in the spool');
    wasOurs = isOurs;
  };
  const timer = setInterval(() => void look(), watchEveryMs).unref();
  return { stop: () => clearInterval(timer) };
}

const isNotOurs = (error: unknown): boolean => error instanceof AppError && error.code === 'store-not-ours';
