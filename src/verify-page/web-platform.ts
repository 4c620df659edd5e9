import { sha256 } from '@noble/hashes/sha2.js';
import { type RunningDigest, rawSignature, type SignedKind, type VerifierPlatform } from '../verify/index.ts';
import { crc32Of } from './crc32.ts';

/** Up to here a browser's own SHA-256, which takes the whole at once, is worth the memory. */
const maxWholeBytes = 32 * 2 ** 20;

/** The verifier on WebCrypto; SHA-256 of what is large in JavaScript, since WebCrypto cannot go on with more bytes. */
export const webPlatform: VerifierPlatform = {
  digest: (sizeBytes) => (sizeBytes <= maxWholeBytes ? wholeDigest(sizeBytes) : runningDigest()),
  crc32: crc32Of,
  isEd25519: async (publicKey, message, signature) => {
    const key = await crypto.subtle.importKey('raw', owned(publicKey), 'Ed25519', false, ['verify']);
    return crypto.subtle.verify('Ed25519', key, owned(signature), owned(message));
  },
  hash: async (name, bytes) => new Uint8Array(await crypto.subtle.digest(name, owned(bytes))),
  isSigned: async (kind, { publicKey, message, signature }) => {
    try {
      const { imported, bytes } = certified(kind, signature);
      const key = await crypto.subtle.importKey('spki', owned(publicKey), imported, false, ['verify']);
      return await crypto.subtle.verify(imported, key, owned(bytes), owned(message));
    } catch {
      return false;
    }
  },
};

/** WebCrypto takes both numbers of an ECDSA signature side by side. */
const certified = ({ key, hash }: SignedKind, signature: Uint8Array) =>
  key === 'RSA'
    ? { imported: { name: 'RSASSA-PKCS1-v1_5', hash }, bytes: signature }
    : { imported: { name: 'ECDSA', namedCurve: key, hash }, bytes: rawSignature(signature, key) };

/** Whether this browser can check Ed25519 signatures. */
export async function hasEd25519(): Promise<boolean> {
  try {
    await crypto.subtle.importKey('raw', new Uint8Array(32), 'Ed25519', false, ['verify']);
    return true;
  } catch {
    return false;
  }
}

function wholeDigest(sizeBytes: number): RunningDigest {
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  return {
    update: (bytes) => {
      whole.set(bytes, at);
      at += bytes.length;
    },
    hex: async () => hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', whole))),
  };
}

function runningDigest(): RunningDigest {
  const hash = sha256.create();
  return { update: (bytes) => void hash.update(bytes), hex: async () => hexOf(hash.digest()) };
}

const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** WebCrypto takes no bytes of a shared buffer. */
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);
