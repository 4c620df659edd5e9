import { createHash, randomBytes } from 'node:crypto';
import type { Challenge, DigestAlgorithm, DigestChallenge } from './challenge.ts';

export interface DigestCredentials {
  readonly user: string;
  readonly password: string;
}

export interface AuthorizedRequest {
  readonly method: string;
  /** Exactly as in the request line: path and query in HTTP, the whole URL in RTSP. */
  readonly uri: string;
  /** Uses of this nonce, from 1, this one included. */
  readonly nonceCount: number;
  /** For tests; random when absent. */
  readonly clientNonce?: string;
}

/** The value of `Authorization` that answers a challenge (RFC 7616 §3.4, RFC 2069 without `qop`, RFC 7617). */
export function authorization(
  challenge: Challenge,
  credentials: DigestCredentials,
  request: AuthorizedRequest,
): string {
  if (challenge.scheme === 'digest') return digestAuthorization(challenge, credentials, request);
  return `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
}

function digestAuthorization(
  { realm, nonce, opaque, algorithm, statedAlgorithm, qop }: DigestChallenge,
  { user, password }: DigestCredentials,
  request: AuthorizedRequest,
): string {
  const hash = hasher(algorithm);
  const isSession = algorithm.endsWith('-sess');
  const cnonce = request.clientNonce ?? randomBytes(16).toString('hex');
  const nc = request.nonceCount.toString(16).padStart(8, '0');
  const secret = hash(user, unescaped(realm), password);
  const ha1 = isSession ? hash(secret, unescaped(nonce), cnonce) : secret;
  const ha2 = hash(request.method, request.uri);
  const middle = qop ? [unescaped(nonce), nc, cnonce, 'auth'] : [unescaped(nonce)];
  const fields = [
    userField(user),
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${request.uri}"`,
    `response="${hash(ha1, ...middle, ha2)}"`,
    ...(statedAlgorithm === undefined ? [] : [`algorithm=${statedAlgorithm}`]),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
    ...(qop ? ['qop=auth', `nc=${nc}`] : []),
    ...(qop || isSession ? [`cnonce="${cnonce}"`] : []),
  ];
  return `Digest ${fields.join(', ')}`;
}

function hasher(algorithm: DigestAlgorithm): (...parts: string[]) => string {
  const name = algorithm.startsWith('SHA-256') ? 'sha256' : 'md5';
  return (...parts) => createHash(name).update(parts.join(':'), 'utf8').digest('hex');
}

/** Quoted where ASCII allows it, else in the form of RFC 7616 §3.4.4: headers carry no other characters. */
const userField = (user: string): string =>
  /^[\x20-\x7e]*$/.test(user)
    ? `username="${user.replaceAll(/["\\]/g, '\\$&')}"`
    : `username*=UTF-8''${encodeURIComponent(user)}`;

/** The value of a quoted-string (RFC 9110 §5.6.4): it is hashed unescaped and echoed as it was written. */
const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, '$1');
