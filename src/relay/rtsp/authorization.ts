import { createHash } from 'node:crypto';
import type { Challenge } from './challenge.ts';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export interface DigestRequest {
  readonly method: string;
  /** Exactly as in the request line. */
  readonly url: string;
  /** How often this nonce was used, from 1. */
  readonly nonceCount: number;
  readonly clientNonce: string;
}

/** The value of `Authorization` that answers a challenge (RFC 7616 §3.4; RFC 2069 without qop; RFC 7617). */
export function authorization(
  challenge: Challenge,
  credentials: Credentials,
  request: DigestRequest,
): string {
  if (challenge.scheme === 'basic') {
    return `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
  }
  const nc = request.nonceCount.toString(16).padStart(8, '0');
  const fields: (readonly [string, string])[] = [
    ['username', quote(credentials.user)],
    ['realm', `"${challenge.realm}"`],
    ['nonce', `"${challenge.nonce}"`],
    ['uri', `"${request.url}"`],
    ['response', `"${digestResponse(challenge, credentials, { ...request, nc })}"`],
  ];
  if (challenge.namesAlgorithm) fields.push(['algorithm', challenge.algorithm]);
  if (challenge.opaque !== undefined) fields.push(['opaque', `"${challenge.opaque}"`]);
  if (challenge.qop) fields.push(['qop', 'auth'], ['nc', nc], ['cnonce', `"${request.clientNonce}"`]);
  return `Digest ${fields.map(([name, value]) => `${name}=${value}`).join(', ')}`;
}

function digestResponse(
  challenge: Challenge & { scheme: 'digest' },
  { user, password }: Credentials,
  { method, url, clientNonce, nc }: DigestRequest & { nc: string },
): string {
  const hash = (text: string): string =>
    createHash(challenge.algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text, 'utf8')
      .digest('hex');
  const secret = hash(`${user}:${challenge.realm}:${password}`);
  const question = challenge.qop ? `${challenge.nonce}:${nc}:${clientNonce}:auth` : challenge.nonce;
  return hash(`${secret}:${question}:${hash(`${method}:${url}`)}`);
}

const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
