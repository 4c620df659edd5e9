import { createCipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';

/**
 * A body as MinIO's admin interface takes it where it holds a secret, sealed with the secret key of the caller (madmin-go,
 * `encrypt.go`): salt (32 bytes), kind (1), nonce (8), then AES-256-GCM in fragments (sio-go, "STREAM"). Ours have one
 * fragment. The key comes from PBKDF2, which Node has; servers also take Argon2id.
 */
export function sealedBody(plain: Buffer, secretKey: string): Buffer {
  if (plain.length > fragmentBytes) throw new RangeError('a sealed body has one fragment');
  const [salt, nonce] = [randomBytes(32), randomBytes(8)];
  const key = pbkdf2Sync(secretKey, salt, 8192, 32, 'sha256');
  // Fragment 0 has no text: its tag binds the nonce, and the last fragment is marked.
  const bound = seal(key, fragmentNonce(nonce, 0), Buffer.alloc(0), Buffer.alloc(0));
  const sealed = seal(key, fragmentNonce(nonce, 1), plain, Buffer.concat([lastFragment, bound]));
  return Buffer.concat([salt, pbkdf2AesGcm, nonce, sealed]);
}

const fragmentBytes = 16 * 1024;
const pbkdf2AesGcm = Buffer.of(2);
const lastFragment = Buffer.of(0x80);

function fragmentNonce(nonce: Buffer, number: number): Buffer {
  const counter = Buffer.alloc(4);
  counter.writeUInt32LE(number);
  return Buffer.concat([nonce, counter]);
}

function seal(key: Buffer, nonce: Buffer, plain: Buffer, associated: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}
