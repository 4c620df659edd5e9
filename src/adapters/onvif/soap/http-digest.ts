import { createHash, randomBytes } from 'node:crypto';
import type { Credentials } from '../../../camera/index.ts';

/** A `Digest` challenge that we can answer. Realm and nonce as they stood between the quotes. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly algorithm: Algorithm;
  /** The `algorithm` as the camera wrote it, if it did. */
  readonly stated: string | undefined;
  readonly qop: 'auth' | undefined;
  readonly stale: boolean;
}

type Algorithm = 'sha-256' | 'sha-256-sess' | 'md5' | 'md5-sess';

/** Strongest first. */
const algorithms: readonly Algorithm[] = ['sha-256', 'sha-256-sess', 'md5', 'md5-sess'];

export interface DigestRequest {
  readonly method: string;
  /** Path and query, as on the request line. */
  readonly uri: string;
  /** How often this nonce was used, this time included. */
  readonly nonceCount: number;
  /** For tests; random otherwise. */
  readonly clientNonce?: string;
}

/** The strongest challenge among the `WWW-Authenticate` headers, or `undefined` (RFC 7616 section 3.7). */
export function strongestChallenge(headers: readonly string[]): DigestChallenge | undefined {
  const offered = headers
    .flatMap(challengesIn)
    .filter(({ scheme }) => scheme === 'digest')
    .map(({ params }) => digestChallenge(params))
    .filter((challenge) => challenge !== undefined);
  return offered.toSorted((a, b) => rank(a) - rank(b))[0];
}

const rank = ({ algorithm }: DigestChallenge): number => algorithms.indexOf(algorithm);

interface Challenge {
  readonly scheme: string;
  readonly params: Map<string, string>;
}

/** RFC 9110 section 11.6.1: several challenges in one header, commas inside quotes; malformed pieces are skipped. */
function challengesIn(header: string): Challenge[] {
  const challenges: Challenge[] = [];
  for (const [, name = '', value, quoted, bare] of header
    .slice(0, 4_096)
    .matchAll(/([\w-]+)(\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/g)) {
    if (value === undefined) challenges.push({ scheme: name.toLowerCase(), params: new Map() });
    else challenges.at(-1)?.params.set(name.toLowerCase(), quoted ?? bare ?? '');
  }
  return challenges;
}

function digestChallenge(params: ReadonlyMap<string, string>): DigestChallenge | undefined {
  const nonce = params.get('nonce');
  const stated = params.get('algorithm');
  const algorithm = algorithms.find((known) => known === (stated ?? 'md5').toLowerCase());
  const qops = params
    .get('qop')
    ?.split(',')
    .map((qop) => qop.trim().toLowerCase());
  if (nonce === undefined || !algorithm || (qops && !qops.includes('auth'))) return undefined;
  return {
    realm: params.get('realm') ?? '',
    nonce,
    opaque: params.get('opaque'),
    algorithm,
    stated,
    qop: qops ? 'auth' : undefined,
    stale: params.get('stale')?.toLowerCase() === 'true',
  };
}

/** The `Authorization` header that answers a challenge (RFC 7616 section 3.4; RFC 2069 when it names no qop). */
export function digestAuthorization(
  challenge: DigestChallenge,
  { user, password }: Credentials,
  request: DigestRequest,
): string {
  const { realm, nonce, qop, opaque, stated, algorithm } = challenge;
  const hash = hasher(algorithm);
  const cnonce = request.clientNonce ?? randomBytes(16).toString('hex');
  const nc = request.nonceCount.toString(16).padStart(8, '0');
  const secret = hash(user, unquote(realm), password);
  const ha1 = algorithm.endsWith('-sess') ? hash(secret, unquote(nonce), cnonce) : secret;
  const ha2 = hash(request.method, request.uri);
  const response = qop ? hash(ha1, unquote(nonce), nc, cnonce, qop, ha2) : hash(ha1, unquote(nonce), ha2);
  const fields = [
    userField(user),
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${request.uri}"`,
    `response="${response}"`,
    ...(stated === undefined ? [] : [`algorithm=${stated}`]),
    ...(qop === undefined ? [] : [`qop=${qop}`, `nc=${nc}`]),
    ...(qop === undefined && !algorithm.endsWith('-sess') ? [] : [`cnonce="${cnonce}"`]),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
  ];
  return `Digest ${fields.join(', ')}`;
}

function hasher(algorithm: Algorithm): (...parts: string[]) => string {
  const name = algorithm.startsWith('sha-256') ? 'sha256' : 'md5';
  return (...parts) => createHash(name).update(parts.join(':'), 'utf8').digest('hex');
}

/** Quoted when it can be, else as RFC 7616 section 3.4.4 has it: headers carry no other characters. */
const userField = (user: string): string =>
  /^[\x20-\x7e]*$/.test(user)
    ? `username="${user.replaceAll(/["\\]/g, '\\$&')}"`
    : `username*=UTF-8''${encodeURIComponent(user)}`;

/** Node reads header bytes as Latin-1; what the camera hashed were the bytes. */
const unquote = (text: string): string =>
  Buffer.from(text.replaceAll(/\\(.)/g, '$1'), 'latin1').toString('utf8');
