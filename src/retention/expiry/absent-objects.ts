import { type Clock, unavailable } from '../../core/index.ts';
import type { ObjectKey, ObjectStore } from '../../objects/index.ts';
import type { DeletionRepository, UnfinishedDeletion } from './deletion-repository.ts';
import { expectedKeysOf } from './receipt.ts';

export interface LookDeps {
  readonly book: DeletionRepository;
  readonly store: ObjectStore;
  readonly clock: Clock;
}

/** A disk may lose a few objects; more are a store that is not whole: then nothing is deleted, and nothing forgotten. */
const mostAbsent = (expected: number): number => Math.max(3, Math.floor(expected / 20));

/**
 * The objects of a marked batch that are not in the store, from before its deletion begins: afterwards an absent object
 * cannot be told from a deleted one. Errors: `unavailable` `objects-missing`, when there are more than `mostAbsent`, and
 * more than a person accepted; the batch then waits, and the catalogue says so. Those of store and catalogue.
 */
export async function absentObjects(
  { book, store, clock }: LookDeps,
  { id, acceptedMissing = 0 }: UnfinishedDeletion,
): Promise<ObjectKey[]> {
  const expected = (await book.marked(id)).flatMap(expectedKeysOf);
  const absent = await store.missing(expected);
  if (absent.length <= Math.max(mostAbsent(expected.length), acceptedMissing)) return absent;
  const stop = { atMs: clock.nowMs(), missing: absent.length, expected: expected.length };
  // Another worker has begun it meanwhile, and knows what was absent before.
  if (!(await book.stop(id, stop))) return [];
  throw unavailable(
    'objects-missing',
    `${absent.length} of ${expected.length} objects that expire are not in the store: nothing is deleted`,
  );
}
