import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { invalid } from '../core/index.ts';

/** A file of the key folder. */
export interface SavedKey {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** First line of a backup. The version fixes everything behind it: salt (16 bytes), IV (12), ciphertext, tag (16). */
const head = Buffer.from('minhchung keys v1\n');
/** RFC 7914; 128 MB and half a second for each guess. */
const cost = { N: 131_072, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
const [saltBytes, ivBytes, tagBytes] = [16, 12, 16];
const leastPassphrase = 12;
const mostBytes = 1024 * 1024;

const savedName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);
const savedKeys = z.strictObject({
  files: z.array(z.strictObject({ name: savedName, bytes: z.base64() })).max(100),
});

/** Encrypts the keys under a passphrase: scrypt and AES-256-GCM. Errors: `invalid` `passphrase-short`. */
export async function sealKeys(keys: readonly SavedKey[], passphrase: string): Promise<Uint8Array> {
  if (passphrase.length < leastPassphrase)
    throw invalid('passphrase-short', `The passphrase has less than ${leastPassphrase} characters.`);
  const files = keys.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes).toString('base64') }));
  const [salt, iv] = [randomBytes(saltBytes), randomBytes(ivBytes)];
  const cipher = createCipheriv('aes-256-gcm', await stretched(passphrase, salt), iv);
  cipher.setAAD(head);
  const content = Buffer.concat([cipher.update(JSON.stringify({ files })), cipher.final()]);
  return Buffer.concat([head, salt, iv, content, cipher.getAuthTag()]);
}

/**
 * The keys of a backup, which may be anybody's file. Errors: `invalid` `key-backup-unknown` for another file or version,
 * `key-backup-refused` for another passphrase or a damaged file.
 */
export async function openKeys(backup: Uint8Array, passphrase: string): Promise<SavedKey[]> {
  const least = head.length + saltBytes + ivBytes + tagBytes;
  if (backup.length < least || backup.length > mostBytes || !head.equals(backup.subarray(0, head.length)))
    throw invalid('key-backup-unknown', 'The file is no backup of keys that this version reads.');
  const [salt, iv] = [part(backup, head.length, saltBytes), part(backup, head.length + saltBytes, ivBytes)];
  const decipher = createDecipheriv('aes-256-gcm', await stretched(passphrase, salt), iv);
  decipher.setAAD(head).setAuthTag(part(backup, backup.length - tagBytes, tagBytes));
  try {
    const content = backup.subarray(head.length + saltBytes + ivBytes, backup.length - tagBytes);
    const text = Buffer.concat([decipher.update(content), decipher.final()]).toString();
    const { files } = savedKeys.parse(JSON.parse(text));
    return files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes, 'base64') }));
  } catch {
    throw invalid('key-backup-refused', 'The passphrase is another one, or the file is damaged.');
  }
}

const part = (bytes: Uint8Array, from: number, length: number): Uint8Array =>
  bytes.subarray(from, from + length);

const stretched = (passphrase: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
