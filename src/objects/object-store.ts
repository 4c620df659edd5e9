import type { Branded, ByteRange, ClosedFile } from '../core/index.ts';
import { AppError, invalid, md5Base64, unavailable } from '../core/index.ts';

/** A name in the object store that passed `objectKey`. */
export type ObjectKey = Branded<'object-key'>;

/** One PUT, from memory (architecture, "Object layout"). */
export const maxObjectSizeBytes = 64 * 1024 * 1024;

/** An object in a listing. `versionId` and `etag` only where the store has them. */
export interface ObjectEntry {
  readonly key: ObjectKey;
  readonly sizeBytes: number;
  readonly versionId?: string;
  /** As the server says it, without quotes. Opaque. */
  readonly etag?: string;
}

export interface StoredObject extends ObjectEntry {
  /**
   * MD5 of the stored bytes, base64 (RFC 1864), where the server knows it: S3, but for objects that other tools put in
   * parts. A check against accidents, never evidence. The disk compares the bytes themselves, at a tenth of the price.
   */
  readonly md5?: string;
}

/**
 * Where segments, everything derived from them and the evidence log lie. Objects are immutable, but for what `replace` says.
 *
 * The life of an object, and what a crash leaves:
 * 1. `put` sends it beside or under its key: a temporary file, or nothing. Nobody sees it.
 * 2. `put` checks it and makes it visible in one step: an object without a row. Putting it again is fine.
 * 3. `put` returns, the row is committed (I1).
 * 4. The row is marked garbage, `removeAll` deletes: some objects gone, of some half the versions. Remove them again.
 * 5. `removeAll` returns: confirmed gone, the row may be forgotten (I5).
 *
 * Every method fails with an `AppError` and nothing else; besides the codes named at each, any of them may fail with
 * `unavailable` `store-unavailable` (retry), `unavailable` `store-read-only` (disk) and `forbidden` `store-denied` (the
 * credentials are wrong or too weak). No message holds a credential (I9).
 */
export interface ObjectStore {
  /**
   * Stores all of `bytes` under `key`, or nothing. Returns once the store itself has verified a checksum, and the
   * stored length was compared (I1). Again with the same bytes: the same answer, nothing written. `contentType` is a
   * remark for people with other tools; the disk drops it. `file` is the closed file that exactly these bytes were read
   * from, after an fsync: a store on its file system gives that file the key, and nothing is copied. It is read-only then.
   *
   * Errors: `conflict` `object-differs` (the key holds other bytes, which stay), `invalid` `object-too-large`,
   * `invalid` `key-is-directory` (disk: the key is a folder of another, or lies below one), `unavailable` `store-full`,
   * `unavailable` `object-damaged` (the arrived bytes differ from those sent; not stored).
   */
  put(key: ObjectKey, bytes: Uint8Array, contentType: string, file?: ClosedFile): Promise<StoredObject>;

  /**
   * Puts `bytes` under `key`, in the place of whatever lies there. A reader gets the one or the other, whole, also after a crash.
   * Only for what is signed anew each time, such as the newest checkpoint of the evidence log; one writer at a time. Earlier
   * versions are removed, unless the store holds them locked. Errors: those of `put` but `object-differs`.
   */
  replace(key: ObjectKey, bytes: Uint8Array, contentType: string): Promise<StoredObject>;

  /**
   * The object, or exactly `range` of it.
   *
   * Errors: `not-found` `object-not-found`, `unavailable` `object-short` (fewer bytes than the object or the range
   * has), `unavailable` `object-damaged` (a whole object that does not match its checksum), `invalid` `bad-range`.
   */
  get(key: ObjectKey, range?: ByteRange): Promise<Uint8Array>;

  /** The object under the key, or `undefined`. */
  stat(key: ObjectKey): Promise<StoredObject | undefined>;

  /**
   * Deletes the object with all its versions, or the one version; returns when it is confirmed gone (I5).
   * An object that is not there is gone. Only for objects whose row is marked garbage.
   *
   * Errors: `conflict` `object-locked` (the store retains the object, S3 Object Lock), `invalid`
   * `store-has-no-versions` (disk: `versionId` was given), `unavailable` `object-remains` (deleted, and still there).
   */
  remove(key: ObjectKey, versionId?: string): Promise<void>;

  /**
   * `remove` for many, with all their versions, at a small part of the price; the cheaper the more of them lie in one
   * folder. The keys that the store holds locked are answered; all others are confirmed gone (I5).
   * What fails may have removed some of them: do it again. Errors: `unavailable` `object-remains`.
   */
  removeAll(keys: readonly ObjectKey[]): Promise<ObjectKey[]>;

  /**
   * Those of the keys under which nothing lies, in no version; the cheaper the more of the keys lie in one folder. An absent
   * object is not a deleted one: ask before a removal, which calls both gone.
   */
  missing(keys: readonly ObjectKey[]): Promise<ObjectKey[]>;

  /**
   * Every object whose key starts with `prefix`, once each, in no promised order. The catalogue is the index: this is
   * for rebuilding and checking. Errors: `invalid` `bad-object-prefix`.
   */
  list(prefix: string): AsyncIterable<ObjectEntry>;

  /** Readiness: `exerciseStore`. */
  check(): Promise<void>;

  /** Where the objects are, for people. No credentials. */
  describe(): string;
}

const keyForm = /^[a-zA-Z0-9._=-]{1,200}(?:\/[a-zA-Z0-9._=-]{1,200})+$/;
const dotElement = /(?:^|\/)\.(?:\/|$)/;

/**
 * Whether a text can name an object on every store: `folder/…/name` of ASCII letters, digits and `. _ = -`, at most 512
 * characters in all and 200 between slashes; no `..`, no element `.`, no empty element. (A name alone is refused
 * because the S3 client reads a key of digits as a number.)
 */
export function isObjectKey(text: string): text is ObjectKey {
  return text.length <= 512 && keyForm.test(text) && !text.includes('..') && !dotElement.test(text);
}

/** Parses a key. Errors: `invalid` `bad-object-key`. */
export function objectKey(text: string): ObjectKey {
  if (!isObjectKey(text))
    throw invalid('bad-object-key', `not an object key: ${JSON.stringify(text.slice(0, 80))}`);
  return text;
}

/** Parses what `list` takes: the beginning of a key, or nothing. Errors: `invalid` `bad-object-prefix`. */
export function checkPrefix(prefix: string): void {
  if (prefix !== '' && !isObjectKey(`${prefix}x/x`))
    throw invalid('bad-object-prefix', `no object key starts with ${JSON.stringify(prefix.slice(0, 80))}`);
}

/** Errors: `invalid` `object-too-large`. */
export function checkObjectSize(bytes: Uint8Array): void {
  if (bytes.length > maxObjectSizeBytes)
    throw invalid('object-too-large', `${bytes.length} bytes; an object has at most ${maxObjectSizeBytes}`);
}

/** Errors: `invalid` `bad-range`. */
export function checkRange({ offsetBytes, sizeBytes }: ByteRange): void {
  const isRange = Number.isSafeInteger(offsetBytes) && Number.isSafeInteger(sizeBytes);
  if (!isRange || offsetBytes < 0 || sizeBytes < 1 || sizeBytes > maxObjectSizeBytes)
    throw invalid('bad-range', `not a byte range: ${sizeBytes} bytes at ${offsetBytes}`);
}

/** Keys by the folder they lie in, the last slash included; both in the order given. */
export function byFolder(keys: readonly ObjectKey[]): Map<string, ObjectKey[]> {
  const folders = new Map<string, ObjectKey[]>();
  for (const key of keys) {
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    const others = folders.get(folder);
    if (others) others.push(key);
    else folders.set(folder, [key]);
  }
  return folders;
}

export const objectNotFound = (key: ObjectKey): AppError =>
  new AppError('not-found', 'object-not-found', `no object ${key}`);

export const objectDiffers = (key: ObjectKey): AppError =>
  new AppError('conflict', 'object-differs', `${key} holds other bytes already; objects are immutable`);

export const objectLocked = (key: ObjectKey): AppError =>
  new AppError('conflict', 'object-locked', `the object store holds ${key} locked`);

export const objectShort = (key: ObjectKey, gotBytes: number): AppError =>
  new AppError('unavailable', 'object-short', `${key} ended after ${gotBytes} bytes`);

export const objectDamaged = (key: ObjectKey, how: string): AppError =>
  new AppError('unavailable', 'object-damaged', `${key}: ${how}`);

/**
 * Puts, reads, fails to overwrite and removes a small object under `.check/`. Fails as the store does, and with
 * `unavailable` `store-unsafe` when the store let an object be replaced or gave back other bytes.
 */
export async function exerciseStore(store: ObjectStore, unique: string): Promise<void> {
  const key = objectKey(`.check/${unique}`);
  const bytes = new TextEncoder().encode(unique);
  await store.put(key, bytes, 'text/plain');
  const isImmutable = await refusesOther(store, key, bytes.toReversed());
  const isSame = md5Base64(await store.get(key)) === md5Base64(bytes);
  await store.remove(key);
  if (!isImmutable || !isSame)
    throw unavailable('store-unsafe', 'the object store replaces or alters objects');
}

async function refusesOther(store: ObjectStore, key: ObjectKey, other: Uint8Array): Promise<boolean> {
  try {
    await store.put(key, other, 'text/plain');
    return false;
  } catch (error) {
    if (error instanceof AppError && error.code === 'object-differs') return true;
    throw error;
  }
}
