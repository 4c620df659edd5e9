import { createHmac, randomBytes } from 'node:crypto';
import type { CameraId } from '../../core/index.ts';
import type { CredentialCipher } from '../credentials/credentials.ts';

export interface SealedCredential {
  readonly cameraId: CameraId;
  readonly sealed: Uint8Array;
}

export interface WeakPasswords {
  /** Cameras that share a password, each group once. */
  readonly shared: readonly (readonly CameraId[])[];
  /** Cameras whose password is one that their maker gave, or none at all. */
  readonly usual: readonly CameraId[];
}

/** As delivered by the makers that wards have. */
const usualPasswords = [
  ...['', 'admin', 'Admin', 'admin123', 'admin1234', 'Admin123', '12345', '123456', '1234', '123456789'],
  ...['12345678', '888888', '666666', '000000', '111111', 'password', 'pass', 'root', 'user', 'guest'],
  ...['tlJwpbo6', 'jvc', 'ikwd', 'system', 'service', 'supervisor', 'abc123', 'hik12345', '9999', '4321'],
];

/**
 * Compares the passwords of cameras by fingerprints (HMAC-SHA-256) under a key that lives as long as this call: no
 * record says which cameras share one, and no person sees a clear password.
 */
export function findWeakPasswords(
  credentials: readonly SealedCredential[],
  cipher: CredentialCipher,
): WeakPasswords {
  const key = randomBytes(32);
  const fingerprint = (password: string): string => createHmac('sha256', key).update(password).digest('hex');
  const usualOnes = new Set(usualPasswords.map(fingerprint));
  const groups = new Map<string, CameraId[]>();
  for (const { cameraId, sealed } of credentials) {
    const print = fingerprint(cipher.open(sealed, cameraId).password);
    groups.set(print, [...(groups.get(print) ?? []), cameraId]);
  }
  return {
    shared: [...groups.values()].filter((group) => group.length > 1),
    usual: [...groups].flatMap(([print, group]) => (usualOnes.has(print) ? group : [])),
  };
}
