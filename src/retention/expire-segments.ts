import type { Clock, Log } from '../core/index.ts';
import type { ObjectStore } from '../ingest/index.ts';
import type { DeletionBook, Premises } from './deletion-book.ts';
import { type DeletionId, deletedOf, keysOf } from './receipt.ts';

export interface ExpireDeps {
  readonly book: DeletionBook;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Deletes what is marked, batch by batch; the number of segments that are gone.
 *
 * 1. begin: from here on no hold can save the batch
 * 2. remove all objects of its segments; the store confirms each
 * 3. forget: rows, gaps and receipt in one transaction
 *
 * A crash leaves a batch that is marked or begun, with all, some or none of its objects: run again, it ends the same.
 * `mayBegin` false: only what has begun is ended. Errors: `unavailable` of store or catalogue: try again.
 */
export async function expireSegments(
  deps: ExpireDeps,
  premises: Premises,
  { mayBegin }: { readonly mayBegin: boolean },
): Promise<number> {
  const batches = await deps.book.unfinished(premises);
  let segments = 0;
  for (const { id, hasBegun } of batches) if (hasBegun || mayBegin) segments += await expireBatch(deps, id);
  return segments;
}

async function expireBatch({ book, store, clock, log }: ExpireDeps, id: DeletionId): Promise<number> {
  const batch = await book.begin(id, clock.nowMs());
  if (!batch) return 0;
  // Held by the store itself (S3 object lock): tried again with the next job.
  const locked = new Set(await store.removeAll(batch.segments.flatMap(keysOf)));
  const gone = batch.segments.filter((segment) => !keysOf(segment).some((key) => locked.has(key)));
  if (gone.length < batch.segments.length)
    log.warn({ deletion: id, segments: batch.segments.length - gone.length }, 'the store holds them locked');
  if (gone.length === 0) return 0;
  const deleted = deletedOf(gone);
  await book.forget(id, { segments: gone.map(({ ref }) => ref), deleted, nowMs: clock.nowMs() });
  log.info({ deletion: id, segments: deleted.segments, sizeBytes: deleted.sizeBytes }, 'expired');
  return gone.length;
}
