import type { Branded } from '../../core/index.ts';
import type { ObjectStore } from '../object-store.ts';

/** Lies in the store itself and in the catalogue: made once, never changed. Tells one store from another. */
export type StoreId = Branded<'store'>;

/** Parses what a store says that it is; `undefined` for anything that no version of this program wrote. */
export const parseStoreId = (text: string): StoreId | undefined =>
  /^[a-zA-Z0-9-]{8,64}$/.test(text) ? (text as StoreId) : undefined;

/** A store that says which one it is. */
export interface IdentifiedStore extends ObjectStore {
  /**
   * The id that lies in the store just now, read anew; `undefined` when none does: nothing is mounted there, the bucket
   * is missing, or an earlier version made the store. Changes nothing.
   *
   * Errors: `unavailable` `store-belongs-to-another-host` (disk) and `store-unreadable`.
   */
  identity(): Promise<StoreId | undefined>;

  /** Makes the store where there is none, and gives it an id unless it has one; answers its id. Errors: as `identity`. */
  makeIdentity(): Promise<StoreId>;
}
