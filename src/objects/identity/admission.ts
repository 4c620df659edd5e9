import { type AppError, unavailable } from '../../core/index.ts';
import { checkSample, type NamedStore } from './sampled-store.ts';
import type { StoreId } from './store-id.ts';

/**
 * Confirms that the store is the one that the catalogue means; answers its id.
 *
 * - The catalogue knows its id: that id must lie there. Nothing there is right as long as the catalogue names no object
 *   in it: then the store is made.
 * - It knows none and names no object: the store is taken as it is found, or made.
 * - It knows none and names objects (an upgrade): the store is taken if a sample of them is there.
 *
 * Errors: `unavailable` `store-not-ours`, those of store and catalogue.
 */
export async function admitStore(named: NamedStore): Promise<StoreId> {
  const { name, store, book } = named;
  const [there, meant] = [await store.identity(), await book.idOf(name)];
  if (there !== undefined && there === meant) return there;
  if (meant !== undefined) {
    if (there !== undefined || (await book.hasObjects(name))) throw notOurs(there, meant);
    return keep(named, await store.makeIdentity(), meant);
  }
  await checkSample(named);
  return keep(named, there ?? (await store.makeIdentity()));
}

/** Of two processes that start at once, one keeps the id, and both go by it. */
async function keep({ name, book }: NamedStore, id: StoreId, instead?: StoreId): Promise<StoreId> {
  const kept = await book.keep(name, id, instead);
  if (kept !== id) throw notOurs(id, kept);
  return kept;
}

/** Ids are no secret: anyone may read this. */
export function notOurs(there: StoreId | undefined, meant: StoreId): AppError {
  if (there === undefined)
    return unavailable(
      'store-not-ours',
      `the object store is not there: nothing names a store, and ${meant} is meant`,
    );
  return unavailable(
    'store-not-ours',
    `the object store is another one than the catalogue means: ${there} is there, and ${meant} is meant`,
  );
}
