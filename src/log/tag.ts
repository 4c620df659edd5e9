import { createHmac, timingSafeEqual } from 'node:crypto';

const purpose = 'minhchung record v1\n';

/**
 * The tag by which a record that is not signed yet is known to be ours: HMAC-SHA256 of its bytes, 32 bytes, under a key
 * file that the catalogue never sees. The bytes hold chain, number and the digest of the record before.
 */
export const recordTag = (key: Uint8Array, record: Uint8Array): Uint8Array =>
  createHmac('sha256', key).update(purpose).update(record).digest();

/** The tag of a row that stays in the catalogue: of its text. No tag of a record is one of a row. */
export const rowTag = (key: Uint8Array, text: string): Uint8Array =>
  createHmac('sha256', key).update('minhchung row v1\n').update(text, 'utf8').digest();

export const isRowTag = (key: Uint8Array, text: string, tag: Uint8Array): boolean =>
  isSameTag(tag, rowTag(key, text));

export function isTagOf(key: Uint8Array, record: Uint8Array, tag: Uint8Array): boolean {
  return isSameTag(tag, recordTag(key, record));
}

const isSameTag = (tag: Uint8Array, expected: Uint8Array): boolean =>
  tag.length === expected.length && timingSafeEqual(tag, expected);
