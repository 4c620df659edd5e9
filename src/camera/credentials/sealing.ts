import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../../core/index.ts';

const version = 1;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes + tagBytes;

/** Encrypts texts at rest; only the holder of the key file can read them. */
export interface Sealer {
  seal(text: string, boundTo: string): Uint8Array;
  /** Throws `credential-unreadable` (internal) when altered, bound to something else, or under another key. */
  open(sealed: Uint8Array, boundTo: string): string;
}

/**
 * AES-256-GCM (NIST SP 800-38D) under one 32-byte key. Sealed form: version (1 byte), nonce (12, random), tag (16),
 * ciphertext. Purpose, version and `boundTo` are authenticated: a row copied to another place does not open.
 * Random nonces bound one key to 2^32 sealings. Throws `credential-key-invalid` (internal) for a key of another size.
 */
export function createSealer(key: Uint8Array, purpose: string): Sealer {
  if (key.length !== keyBytes) {
    throw new AppError('internal', 'credential-key-invalid', `A sealing key must be ${keyBytes} bytes.`);
  }
  const authenticated = (boundTo: string): Buffer => Buffer.from(`${purpose}:${version}:${boundTo}`);
  return {
    seal: (text, boundTo) => seal(key, text, authenticated(boundTo)),
    open: (sealed, boundTo) => open(key, sealed, authenticated(boundTo)),
  };
}

function seal(key: Uint8Array, text: string, authenticated: Buffer): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(authenticated);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Uint8Array.of(version), nonce, cipher.getAuthTag(), body]);
}

function open(key: Uint8Array, sealed: Uint8Array, authenticated: Buffer): string {
  if (sealed.length < headBytes || sealed[0] !== version) throw unreadable();
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(authenticated)
    .setAuthTag(sealed.subarray(1 + nonceBytes, headBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]).toString('utf8');
  } catch {
    throw unreadable();
  }
}

/** Without a cause: a half-decrypted text must not travel. */
const unreadable = (): AppError =>
  new AppError(
    'internal',
    'credential-unreadable',
    'The sealed value does not open: wrong key, bound to another row, or altered.',
  );
