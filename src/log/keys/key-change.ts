import { type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from '../../core/index.ts';
import {
  formatVerifierKey,
  fromBase64,
  type NoteKey,
  parseVerifierKey,
  toBase64,
  type VerifierKey,
} from '../notes/index.ts';
import { type EvidenceRecord, parseRecord } from '../records/index.ts';

/** A `key` record: one key takes the place of another. */
export type KeyChange = Extract<EvidenceRecord, { readonly type: 'key' }>;

/** The two keys of a change; both sign it. */
export interface ChangedKeys {
  readonly old: NoteKey;
  readonly next: NoteKey;
}

/** What such a record says of the keys, for a log or for exports. */
export const keyChangeFact = (
  use: KeyChange['use'],
  { old, next }: ChangedKeys,
  isOldLeaked: boolean,
): Pick<KeyChange, 'type' | 'use' | 'old' | 'new' | 'leaked'> => ({
  type: 'key',
  use,
  old: formatVerifierKey(old.verifier),
  new: formatVerifierKey(next.verifier),
  ...(isOldLeaked && { leaked: 1 }),
});

/** The record with the signatures of both keys. */
export function signKeyChange(change: Omit<KeyChange, 'sigs'>, { old, next }: ChangedKeys): KeyChange {
  const text = Buffer.from(canonicalJson(change));
  const signed = (key: KeyObject) => toBase64(sign(null, text, key));
  return { ...change, sigs: { old: signed(old.privateKey), new: signed(next.privateKey) } };
}

/** The keys that the record names, if both signed it. Attacker-controlled. */
export function signedKeysOf({
  sigs,
  ...change
}: KeyChange): readonly [VerifierKey, VerifierKey] | undefined {
  const text = Buffer.from(canonicalJson(change));
  const [old, next] = [keyIn(change.old), keyIn(change.new)];
  const isSigned = (key: VerifierKey, signature: string) =>
    verify(null, text, key.publicKey, fromBase64(signature) ?? Buffer.of());
  return old && next && isSigned(old, sigs.old) && isSigned(next, sigs.new) ? [old, next] : undefined;
}

/** The change in the bytes of a leaf; `undefined` where they are another record. Errors: those of `parseRecord`. */
export function keyChangeIn(bytes: Uint8Array): KeyChange | undefined {
  const record = parseRecord(bytes);
  return record.type === 'key' ? record : undefined;
}

function keyIn(text: string): VerifierKey | undefined {
  try {
    return parseVerifierKey(text);
  } catch {
    return undefined;
  }
}
