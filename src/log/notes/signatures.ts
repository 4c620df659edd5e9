import { type KeyObject, sign, verify } from 'node:crypto';
import { AppError } from '../../core/index.ts';
import type { NoteSignature, SignedNote } from './signed-note.ts';
import type { VerifierKey } from './verifier-key.ts';

/** A signature that was verified. `timeS` is what a cosignature says, seconds since 1970. */
export interface VerifiedSignature {
  readonly key: VerifierKey;
  readonly timeS?: number;
}

const timeBytes = 8;

/** Signs the text of a note. `privateKey` is the other half of `key`, which is of type `note`. */
export const signNote = (text: string, key: VerifierKey, privateKey: KeyObject): NoteSignature => ({
  ...nameOf(key),
  bytes: sign(null, Buffer.from(text), privateKey),
});

/** Cosigns the text of a checkpoint at a time in whole seconds since 1970 (C2SP tlog-cosignature, Ed25519). */
export function cosign(text: string, timeS: number, key: VerifierKey, privateKey: KeyObject): NoteSignature {
  const time = Buffer.alloc(timeBytes);
  time.writeBigUInt64BE(BigInt(timeS));
  const signature = sign(null, cosignedMessage(text, timeS), privateKey);
  return { ...nameOf(key), bytes: Buffer.concat([time, signature]) };
}

/**
 * The signatures of known keys, each key once: of several cosignatures of one witness the earliest counts, wherever it stands. C2SP does
 * not say which (C2SP/C2SP#257); Go's note.Open takes the first. Signatures of other keys are passed over, as C2SP demands.
 * Errors: `forbidden` `note-signature-wrong` (a known key did not sign this), `note-not-trusted` (no known key did).
 */
export function verifySignatures(note: SignedNote, known: readonly VerifierKey[]): VerifiedSignature[] {
  const verified = new Map<VerifierKey, VerifiedSignature>();
  for (const signature of note.signatures) {
    const key = known.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
    if (key) keepEarliest(verified, verifiedBy(key, note.text, signature.bytes));
  }
  if (verified.size === 0)
    throw new AppError('forbidden', 'note-not-trusted', 'no known key signed this note');
  return [...verified.values()];
}

/** Keeps each key once, with the earliest of its times. */
export function keepEarliest(signers: Map<VerifierKey, VerifiedSignature>, signer: VerifiedSignature): void {
  const { timeS = 0 } = signer;
  const known = signers.get(signer.key)?.timeS ?? Number.POSITIVE_INFINITY;
  if (timeS < known) signers.set(signer.key, signer);
}

function verifiedBy(key: VerifierKey, text: string, bytes: Uint8Array): VerifiedSignature {
  if (key.type === 'note') {
    if (!verify(null, Buffer.from(text), key.publicKey, bytes)) throw wrong(key);
    return { key };
  }
  const timeS = bytes.length > timeBytes ? Number(Buffer.from(bytes).readBigUInt64BE()) : Number.NaN;
  const message = cosignedMessage(text, timeS);
  if (!Number.isSafeInteger(timeS) || !verify(null, message, key.publicKey, bytes.subarray(timeBytes)))
    throw wrong(key);
  return { key, timeS };
}

const cosignedMessage = (text: string, timeS: number): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${timeS}\n${text}`);

const nameOf = ({ name, keyId }: VerifierKey) => ({ name, keyId });

const wrong = ({ name }: VerifierKey): AppError =>
  new AppError('forbidden', 'note-signature-wrong', `the signature of ${name} does not fit the note`);
