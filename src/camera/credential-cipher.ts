import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError, type CameraId } from '../core/index.ts';
import type { CredentialCipher, Credentials } from './credentials.ts';

const version = 1;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes + tagBytes;

/**
 * AES-256-GCM (NIST SP 800-38D) under one 32-byte key. Sealed form: version (1 byte), nonce (12, random), tag (16),
 * ciphertext. Version and camera id are authenticated, so a row copied to another camera does not open.
 * Random nonces bound one key to 2^32 sealings. Throws `credential-key-invalid` (internal) for a key of another size.
 */
export function createCredentialCipher(key: Uint8Array): CredentialCipher {
  if (key.length !== keyBytes) {
    throw new AppError('internal', 'credential-key-invalid', `The credential key must be ${keyBytes} bytes.`);
  }
  return {
    seal: (credentials, boundTo) => seal(key, credentials, boundTo),
    open: (sealed, boundTo) => open(key, sealed, boundTo),
  };
}

const authenticated = (boundTo: CameraId): Buffer => Buffer.from(`camera-credential:${version}:${boundTo}`);

function seal(key: Uint8Array, { user, password }: Credentials, boundTo: CameraId): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(authenticated(boundTo));
  const body = Buffer.concat([cipher.update(JSON.stringify([user, password]), 'utf8'), cipher.final()]);
  return Buffer.concat([Uint8Array.of(version), nonce, cipher.getAuthTag(), body]);
}

function open(key: Uint8Array, sealed: Uint8Array, boundTo: CameraId): Credentials {
  if (sealed.length < headBytes || sealed[0] !== version) throw unreadable();
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(authenticated(boundTo))
    .setAuthTag(sealed.subarray(1 + nonceBytes, headBytes));
  try {
    const clear = Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]);
    const [user, password] = JSON.parse(clear.toString('utf8')) as [string, string];
    return { user, password };
  } catch {
    throw unreadable();
  }
}

/** Without a cause: a half-decrypted text must not travel. */
const unreadable = (): AppError =>
  new AppError(
    'internal',
    'credential-unreadable',
    'A camera credential does not open: wrong key, other camera, or altered.',
  );
