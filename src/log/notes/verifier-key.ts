import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { invalid, sha256Hex } from '../../core/index.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { isKeyName } from './key-name.ts';

/** What the key signs, by the byte that stands for it: the text of any note, or a checkpoint with a time. */
const typeBytes = { note: 0x01, cosignature: 0x04 } as const;

export type SignatureType = keyof typeof typeBytes;

/** The public half of a key, by which signatures are verified. */
export interface VerifierKey {
  readonly name: string;
  /** 32 bits: a hint to find the key, never a proof of it. */
  readonly keyId: number;
  readonly type: SignatureType;
  readonly publicKey: KeyObject;
}

const publicKeyBytes = 32;

/** Errors: `invalid` `verifier-key-malformed` (not a name of a key, or not Ed25519). */
export function verifierKey(name: string, type: SignatureType, publicKey: KeyObject): VerifierKey {
  if (!isKeyName(name) || publicKey.asymmetricKeyType !== 'ed25519') throw malformed(name);
  const id = createHash('sha256').update(`${name}\n`).update(typedBytes(type, publicKey)).digest();
  return { name, keyId: id.readUInt32BE(), type, publicKey };
}

/** A key as text: `name+hex(key id)+base64(type || public key)` (C2SP signed-note, "Verifier keys"). */
export const formatVerifierKey = ({ name, keyId, type, publicKey }: VerifierKey): string =>
  `${name}+${hexOf(keyId)}+${toBase64(typedBytes(type, publicKey))}`;

/** Errors: `invalid` `verifier-key-malformed`, also where the key id is not that of the key. */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name = '', id, base64 = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = fromBase64(base64);
  const type = signatureTypes.find((each) => typeBytes[each] === bytes?.[0]);
  if (!type || bytes?.length !== 1 + publicKeyBytes) throw malformed(text);
  const key = verifierKey(name, type, publicKeyOf(bytes.subarray(1)));
  if (id !== hexOf(key.keyId)) throw malformed(text);
  return key;
}

/** SHA-256 of the key's text, lower-case hex: what is printed on paper. */
export const keyFingerprint = (key: VerifierKey): string => sha256Hex(Buffer.from(formatVerifierKey(key)));

const signatureTypes = Object.keys(typeBytes) as SignatureType[];

const hexOf = (keyId: number): string => keyId.toString(16).padStart(8, '0');

/** What stands in DER before the 32 bytes of an Ed25519 key (RFC 8410). */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

function typedBytes(type: SignatureType, publicKey: KeyObject): Buffer {
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return Buffer.concat([Uint8Array.of(typeBytes[type]), der.subarray(spkiHead.length)]);
}

const publicKeyOf = (bytes: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([spkiHead, bytes]), format: 'der', type: 'spki' });

const malformed = (text: string): Error =>
  invalid('verifier-key-malformed', `not a verifier key for Ed25519: ${JSON.stringify(text.slice(0, 200))}`);
