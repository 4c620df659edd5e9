import { keepEarliest, type NoteSignature, type SignedNote, type VerifierKey } from '../../log/index.ts';
import type { VerifierPlatform } from '../platform.ts';

/** Who signed a note. `timeS` is what a cosignature says, seconds since 1970. */
export interface NoteSigner {
  readonly key: VerifierKey;
  readonly timeS?: number;
}

/** The signers among known keys, or the first known key whose signature does not fit. */
export type NoteSigners = { readonly signers: readonly NoteSigner[] } | { readonly wrong: string };

const timeBytes = 8;
const signatureBytes = 64;

/**
 * Verifies the signatures of known keys (C2SP signed-note and tlog-cosignature); those of others are passed over. Of several
 * cosignatures of one witness the earliest counts.
 */
export async function signedBy(
  { text, signatures }: SignedNote,
  known: readonly VerifierKey[],
  platform: VerifierPlatform,
): Promise<NoteSigners> {
  const signers = new Map<VerifierKey, NoteSigner>();
  for (const signature of signatures) {
    const key = known.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
    if (!key) continue;
    const signer = await signerOf(key, text, signature, platform);
    if (!signer) return { wrong: key.name };
    keepEarliest(signers, signer);
  }
  return { signers: [...signers.values()] };
}

async function signerOf(
  key: VerifierKey,
  text: string,
  { bytes }: NoteSignature,
  platform: VerifierPlatform,
): Promise<NoteSigner | undefined> {
  const isTimed = key.type === 'cosignature';
  if (bytes.length !== (isTimed ? timeBytes : 0) + signatureBytes) return undefined;
  const timeS = isTimed ? timeIn(bytes) : undefined;
  const message = timeS === undefined ? text : `cosignature/v1\ntime ${timeS}\n${text}`;
  const signature = bytes.subarray(isTimed ? timeBytes : 0);
  const isRight = await platform.isEd25519(publicBytes(key), new TextEncoder().encode(message), signature);
  if (!isRight) return undefined;
  return timeS === undefined ? { key } : { key, timeS };
}

const timeIn = (bytes: Uint8Array): number =>
  Number(new DataView(bytes.buffer, bytes.byteOffset, timeBytes).getBigUint64(0));

/** The 32 bytes of the public key, as the text of the key ends in them. */
const publicBytes = ({ publicKey }: VerifierKey): Uint8Array =>
  Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' })).subarray(-32);
