import { createHash, createPublicKey, verify } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { VerifierPlatform } from '../../src/verify/index.ts';

/** DER before the 32 bytes of an Ed25519 key (RFC 8410). */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

/** The verifier on Node's own crypto. */
export const nodePlatform: VerifierPlatform = {
  digest: () => {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), hex: async () => hash.digest('hex') };
  },
  crc32: (bytes, before) => crc32(bytes, before),
  isEd25519: async (publicKey, message, signature) => {
    const key = createPublicKey({
      key: Buffer.concat([spkiHead, publicKey]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, message, key, signature);
  },
  hash: async (name, bytes) => createHash(name).update(bytes).digest(),
  isSigned: async ({ key: kind, hash }, { publicKey, message, signature }) => {
    try {
      const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
      return (
        key.asymmetricKeyType === (kind === 'RSA' ? 'rsa' : 'ec') && verify(hash, message, key, signature)
      );
    } catch {
      return false;
    }
  },
};
