import { type Actor, custodyEvent } from '../../custody/index.ts';
import { checkSample, type NamedStore } from './sampled-store.ts';
import type { StoreAdoptions } from './store-book.ts';
import type { StoreId } from './store-id.ts';

/** Whoever adopts a store, on the host itself, where nobody is signed in. */
export interface StoreAdopter extends Actor {
  /** Of the operating system. */
  readonly hostAccount: string;
}

export interface Adoption {
  readonly storeId: StoreId;
  /** Originals that were looked for and are there. */
  readonly checked: number;
  /** Whether the catalogue meant this store already: then nothing changed. */
  readonly wasMeant: boolean;
}

/**
 * Makes the catalogue mean the store that is there, after a restore, if a sample of its originals lies in it.
 * Errors: `unavailable` `store-not-ours`, those of store and catalogue.
 */
export async function adoptStore(
  named: NamedStore,
  adoptions: StoreAdoptions,
  by: StoreAdopter,
): Promise<Adoption> {
  const { name, store, book } = named;
  const checked = await checkSample(named);
  const storeId = (await store.identity()) ?? (await store.makeIdentity());
  const wasMeant = (await book.idOf(name)) === storeId;
  const detail = { store: name, storeId, checked, hostAccount: by.hostAccount };
  if (!wasMeant) await adoptions.adopt(name, storeId, custodyEvent(by, 'store-adopted', { detail }));
  return { storeId, checked, wasMeant };
}
