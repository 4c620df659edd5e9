import { sha256 } from '@noble/hashes/sha2.js';
import { Buffer } from 'buffer';

/** In the page this file stands for `node:crypto`, of which the log needs SHA-256 and the bytes of a public key. */

type Encoding = 'hex' | 'binary' | 'base64';

export const hash = (_name: 'sha256', bytes: Uint8Array, encoding: Encoding = 'hex'): string =>
  Buffer.from(sha256(bytes)).toString(encoding);

export function createHash(_name: string) {
  const running = sha256.create();
  const hashing = {
    update: (bytes: Uint8Array | string) => {
      running.update(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
      return hashing;
    },
    digest: (encoding?: Encoding) => {
      const bytes = Buffer.from(running.digest());
      return encoding ? bytes.toString(encoding) : bytes;
    },
  };
  return hashing;
}

interface DerKey {
  readonly asymmetricKeyType: 'ed25519';
  readonly export: () => Buffer;
  readonly equals: (other: DerKey) => boolean;
}

/** A key that only gives its DER back: the page verifies through its platform. */
export const createPublicKey = ({ key }: { readonly key: Uint8Array }): DerKey => ({
  asymmetricKeyType: 'ed25519',
  export: () => Buffer.from(key),
  equals: (other) => other.export().equals(key),
});

const absent = (): never => {
  throw new Error('not in a browser');
};

export {
  absent as createHmac,
  absent as createPrivateKey,
  absent as randomBytes,
  absent as sign,
  absent as timingSafeEqual,
  absent as verify,
};
