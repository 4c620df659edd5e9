import { createHash, hash } from 'node:crypto';

/** SHA-256, lower-case hex (FIPS 180-4). */
export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes);

/** MD5 as base64: the `Content-MD5` of RFC 1864, which S3 servers verify on PUT. Not for security. */
export const md5Base64 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('base64');
