import type { ObjectKey, StoredObject } from './object-store.ts';

declare const plain: unique symbol;

/** Key of an object that opens no footage: the photo of a notice, the enrolment still. */
export type PlainKey = ObjectKey & { readonly [plain]: true };

/** A store for who has nothing to do with footage: the type keeps all other keys out. Every `ObjectStore` is one. */
export interface PlainObjects {
  put(key: PlainKey, bytes: Uint8Array, contentType: string): Promise<StoredObject>;
  get(key: PlainKey): Promise<Uint8Array>;
  remove(key: PlainKey): Promise<void>;
}
