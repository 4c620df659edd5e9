import { type Clock, type Log, messageOf } from '../../core/index.ts';
import type { ObjectStore } from '../../objects/index.ts';
import type { DeletionRepository, SiteStore } from './deletion-repository.ts';
import { type DeletionId, deletedOf, keysOf } from './receipt.ts';

export interface ExpireDeps {
  readonly book: DeletionRepository;
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
 * `mayBegin` false: only what has begun is ended.
 *
 * One that fails does not block the others: those that have begun are all tried, and the first failure is thrown after
 * them. New ones are begun until one fails: more of them would be out of the reach of holds, perhaps for nothing.
 * Errors: `unavailable` of store or catalogue: try again.
 */
export async function expireSegments(
  deps: ExpireDeps,
  siteStore: SiteStore,
  { mayBegin }: { readonly mayBegin: boolean },
): Promise<number> {
  const failures: unknown[] = [];
  let segments = 0;
  for (const { id, hasBegun } of await deps.book.unfinished(siteStore)) {
    if (!hasBegun && !mayBegin) break;
    try {
      segments += await expireBatch(deps, id);
    } catch (error) {
      deps.log.error({ deletion: id, error: messageOf(error) }, 'not deleted; will be retried');
      failures.push(error);
      if (!hasBegun) break;
    }
  }
  if (failures.length > 0) throw failures[0];
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
