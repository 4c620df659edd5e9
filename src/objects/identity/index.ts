export { type Adoption, adoptStore, type StoreAdopter } from './adopt-store.ts';
export { GuardedStore, type GuardOptions } from './guarded-store.ts';
export type { NamedStore } from './sampled-store.ts';
export type { StoreAdoptions, StoreBook } from './store-book.ts';
export { type IdentifiedStore, parseStoreId, type StoreId } from './store-id.ts';
