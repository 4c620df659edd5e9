import type { CustodyEvent } from '../../custody/index.ts';
import type { ObjectEntry } from '../object-store.ts';
import type { StoreId } from './store-id.ts';

/** What the catalogue knows of its stores, by their names. Errors: `unavailable` `catalogue-unavailable`. */
export interface StoreBook {
  /** The store that is meant by the name; `undefined` before there is one, and after an upgrade. */
  idOf(name: string): Promise<StoreId | undefined>;
  /** Whether the catalogue names objects that lie in it. */
  hasObjects(name: string): Promise<boolean>;
  /** Originals of random segments, `count` at most; all, if there are fewer. None whose deletion has begun. */
  sample(name: string, count: number): Promise<Pick<ObjectEntry, 'key' | 'sizeBytes'>[]>;
  /** The store of that name is this one from now on, unless another is kept than `instead`; answers which is. */
  keep(name: string, id: StoreId, instead?: StoreId): Promise<StoreId>;
}

/** What a person decides about them. Errors: as above. */
export interface StoreAdoptions {
  /** The store of that name is this one from now on, whatever was kept. One transaction with the event. */
  adopt(name: string, id: StoreId, event: CustodyEvent): Promise<void>;
}
