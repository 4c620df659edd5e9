import { AppError, type Clock, dayMs, type Log, sha256Hex } from '../../core/index.ts';
import { type ObjectKey, type ObjectStore, segmentKeys } from '../../objects/index.ts';
import type { StoredSegment } from '../footage-repository.ts';
import type { Alteration, Alterations } from './alterations.ts';

/** What a check of stored objects found. */
export interface StorageCheck {
  readonly atMs: number;
  readonly objects: number;
  readonly bytes: number;
  /** `found`: SHA-256 of what is there, hex; absent where nothing is. */
  readonly differing: readonly { readonly key: string; readonly found?: string }[];
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface StorageCheckBook {
  lastAtMs(): Promise<number | undefined>;
  /** Segments of the site’s store, by chance, each once; `count` at most. */
  sample(count: number, nowMs: number): Promise<StoredSegment[]>;
  /** Whether the catalogue still has it: it may have expired meanwhile. */
  has(segment: StoredSegment): Promise<boolean>;
  /** With its records. */
  keep(check: StorageCheck): Promise<void>;
}

export interface CheckStorageDeps {
  readonly book: StorageCheckBook;
  readonly objects: Pick<ObjectStore, 'get'>;
  readonly alterations: Alterations;
  readonly clock: Clock;
  readonly log: Log;
}

/** About half a gigabyte a day. */
const sampled = 48;

/**
 * Reads a sample of the stored originals and keyframe indexes again, once a day, one at a time, and names each that is not
 * what its row says. Answers whether it was due. Errors: `unavailable` of the store, and nothing is kept then.
 */
export async function checkStorage(deps: CheckStorageDeps): Promise<boolean> {
  const { book, clock } = deps;
  const atMs = clock.nowMs();
  const lastAtMs = await book.lastAtMs();
  if (lastAtMs !== undefined && lastAtMs <= atMs && atMs - lastAtMs < dayMs) return false;
  const check = { atMs, objects: 0, bytes: 0, differing: [] as { key: string; found?: string }[] };
  for (const segment of await book.sample(sampled, atMs))
    for (const object of objectsOf(segment)) {
      const found = await read(deps, object.alteration.objectKey);
      if (!found && !(await book.has(segment))) continue;
      check.objects++;
      check.bytes += found?.sizeBytes ?? 0;
      if (found?.sha256 === object.sha256) continue;
      check.differing.push({ key: object.alteration.objectKey, ...(found && { found: found.sha256 }) });
      deps.log.error({ objectKey: object.alteration.objectKey }, 'a stored object is not what was ingested');
      await deps.alterations.note(object.alteration);
    }
  await book.keep(check);
  return true;
}

interface CheckedObject {
  readonly sha256: string;
  readonly alteration: Alteration;
}

function objectsOf(segment: StoredSegment): CheckedObject[] {
  const { fromMs, toMs, objectKey, sha256, index } = segment;
  const indexKey = segmentKeys({ ...segment, startMs: fromMs }).index;
  const of = { segment, range: { fromMs, toMs } };
  return [
    { sha256, alteration: { ...of, objectKey, part: 'original' } },
    ...(index
      ? [{ sha256: index.sha256, alteration: { ...of, objectKey: indexKey, part: 'index' as const } }]
      : []),
  ];
}

/** `undefined` where there is no such object. */
async function read({ objects }: CheckStorageDeps, key: ObjectKey) {
  try {
    const bytes = await objects.get(key);
    return { sizeBytes: bytes.length, sha256: sha256Hex(bytes) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'object-not-found') return undefined;
    throw error;
  }
}
