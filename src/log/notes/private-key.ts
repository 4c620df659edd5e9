import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { invalid } from '../../core/index.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { formatVerifierKey, type VerifierKey, verifierKey } from './verifier-key.ts';

/** Both halves of a key that signs notes in its name. */
export interface NoteKey {
  readonly verifier: VerifierKey;
  readonly privateKey: KeyObject;
}

const firstPart = 'PRIVATE+KEY';

/** A private key as text, in the form of golang.org/x/mod/sumdb/note: `PRIVATE+KEY+name+hex(key id)+base64(1 || seed)`. */
export function formatNoteKey({ verifier, privateKey }: NoteKey): string {
  const [name = '', id = ''] = formatVerifierKey(verifier).split('+');
  const { d = '' } = privateKey.export({ format: 'jwk' });
  const seed = Buffer.concat([Uint8Array.of(1), Buffer.from(d, 'base64url')]);
  return [firstPart, name, id, toBase64(seed)].join('+');
}

/** Errors: `invalid` `note-key-malformed`, whose message has no part of the text. */
export function parseNoteKey(text: string): NoteKey {
  const [, name = '', base64 = ''] = /^PRIVATE\+KEY\+([^+]+)\+[0-9a-f]{8}\+(.+)$/.exec(text) ?? [];
  const bytes = fromBase64(base64);
  if (bytes?.length !== 33 || bytes[0] !== 1) throw malformed();
  const key = noteKey(name, privateKeyOf(bytes.subarray(1)));
  if (formatNoteKey(key) !== text) throw malformed();
  return key;
}

/** Errors: `invalid` `verifier-key-malformed`. */
export const noteKey = (name: string, privateKey: KeyObject): NoteKey => ({
  verifier: verifierKey(name, 'note', createPublicKey(privateKey)),
  privateKey,
});

/** PKCS #8 of Ed25519 (RFC 8410) up to the seed. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });

const malformed = (): Error =>
  invalid('note-key-malformed', 'not a private key for Ed25519 in its text form');
