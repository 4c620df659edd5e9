import { type Log, messageOf } from '../../core/index.ts';
import { absentObjects, type LookDeps } from './absent-objects.ts';
import type { SiteStore, UnfinishedDeletion } from './deletion-repository.ts';
import { deletedOf, deletedStreams, keysOf } from './receipt.ts';

export interface ExpireDeps extends LookDeps {
  readonly log: Log;
}

/**
 * Deletes what is marked, batch by batch; the number of segments that are gone.
 *
 * 1. look which of its objects are absent; too many stop all that has not begun
 * 2. begin: from here on no hold can save the batch
 * 3. remove all objects of its segments; the store confirms each
 * 4. forget: rows, gaps and receipt in one transaction
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
  for (const unfinished of await deps.book.unfinished(siteStore)) {
    const { id, hasBegun } = unfinished;
    if (!hasBegun && !mayBegin) break;
    try {
      segments += await expireBatch(deps, unfinished);
    } catch (error) {
      deps.log.error({ deletion: id, error: messageOf(error) }, 'not deleted; will be retried');
      failures.push(error);
      if (!hasBegun) break;
    }
  }
  if (failures.length > 0) throw failures[0];
  return segments;
}

async function expireBatch(deps: ExpireDeps, unfinished: UnfinishedDeletion): Promise<number> {
  const { book, store, clock, log } = deps;
  const { id, hasBegun } = unfinished;
  const lookedFor = hasBegun ? [] : await absentObjects(deps, unfinished);
  const batch = await book.begin(id, clock.nowMs(), lookedFor);
  if (!batch) return 0;
  // Held by the store itself (S3 object lock): tried again with the next job.
  const locked = new Set(await store.removeAll(batch.segments.flatMap(keysOf)));
  const gone = batch.segments.filter((segment) => !keysOf(segment).some((key) => locked.has(key)));
  if (gone.length < batch.segments.length)
    log.warn({ deletion: id, segments: batch.segments.length - gone.length }, 'the store holds them locked');
  if (gone.length === 0) return 0;
  const absent = batch.absent && new Set(batch.absent);
  const deleted = deletedOf(gone, { absent, failed: locked.size });
  const streams = deletedStreams(batch.segments, absent, locked);
  await book.forget(id, { streams, deleted, nowMs: clock.nowMs() });
  log.info({ deletion: id, segments: deleted.segments, ...deleted.tally }, 'expired');
  return gone.length;
}
