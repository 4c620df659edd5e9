import type { CredentialCipher } from './credentials.ts';
import { createSealer } from './sealing.ts';

/** Credentials sealed for one camera each: a row copied to another camera does not open. See `createSealer`. */
export function createCredentialCipher(key: Uint8Array): CredentialCipher {
  const sealer = createSealer(key, 'camera-credential');
  const paths = createSealer(key, 'camera-stream-path');
  return {
    seal: ({ user, password }, boundTo) => sealer.seal(JSON.stringify([user, password]), boundTo),
    open: (sealed, boundTo) => {
      const [user, password] = JSON.parse(sealer.open(sealed, boundTo)) as [string, string];
      return { user, password };
    },
    sealPath: (path, boundTo) => paths.seal(path, boundTo),
    openPath: (sealed, boundTo) => paths.open(sealed, boundTo),
  };
}
