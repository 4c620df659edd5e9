import { createHash, createHmac, randomBytes } from 'node:crypto';

export type DigestAlgorithm = 'MD5' | 'SHA-256';
export type DigestVerdict = 'granted' | 'refused' | 'stale';

export interface DigestOptions {
  realm: string;
  /** Offered in this order, one challenge each. */
  algorithms: readonly DigestAlgorithm[];
  /** Offers qop="auth" (RFC 7616); without it the old form of RFC 2069, which most cameras use for RTSP. */
  qop: boolean;
  nonceLifetimeMs: number;
}

export interface Credentials {
  user: string;
  password: string;
}

/** Server side of HTTP Digest, for RTSP and HTTP. Stateless: a nonce carries its age under a MAC. */
export class DigestGate {
  private readonly options: DigestOptions;
  private readonly secret = randomBytes(16);

  constructor(options: DigestOptions) {
    this.options = options;
  }

  /** Returns the values of WWW-Authenticate, one per algorithm. */
  challenges(stale = false): string[] {
    const { realm, algorithms, qop } = this.options;
    const nonce = this.nonce(Date.now());
    return algorithms.map((algorithm) => {
      const named = algorithms.length > 1 || algorithm !== 'MD5' ? `, algorithm=${algorithm}` : '';
      const extras = `${qop ? ', qop="auth"' : ''}${stale ? ', stale=TRUE' : ''}`;
      return `Digest realm="${realm}", nonce="${nonce}"${named}${extras}`;
    });
  }

  check(authorization: string | undefined, method: string, credentials: Credentials): DigestVerdict {
    const fields = digestFields(authorization ?? '');
    const algorithm = (fields.get('algorithm') ?? 'MD5') as DigestAlgorithm;
    const ageMs = this.nonceAgeMs(fields.get('nonce') ?? '');
    if (!this.options.algorithms.includes(algorithm) || ageMs === undefined) return 'refused';
    if (fields.get('username') !== credentials.user || fields.get('realm') !== this.options.realm)
      return 'refused';
    if (fields.get('response') !== digestResponse(fields, algorithm, method, credentials.password))
      return 'refused';
    return ageMs > this.options.nonceLifetimeMs ? 'stale' : 'granted';
  }

  private nonce(issuedMs: number): string {
    const stamp = issuedMs.toString(16);
    return `${stamp}${createHmac('sha256', this.secret).update(stamp).digest('hex').slice(0, 24)}`;
  }

  /** Undefined for a nonce that this gate did not issue. */
  private nonceAgeMs(nonce: string): number | undefined {
    const issuedMs = Number.parseInt(nonce.slice(0, -24), 16);
    return Number.isSafeInteger(issuedMs) && this.nonce(issuedMs) === nonce
      ? Date.now() - issuedMs
      : undefined;
  }
}

/** RFC 7616, 3.4.1, with and without qop. */
function digestResponse(
  fields: ReadonlyMap<string, string>,
  algorithm: DigestAlgorithm,
  method: string,
  password: string,
): string {
  const hash = (text: string) =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  const field = (name: string) => fields.get(name) ?? '';
  const who = hash(`${field('username')}:${field('realm')}:${password}`);
  const what = hash(`${method}:${field('uri')}`);
  const middle = fields.has('qop') ? [field('nc'), field('cnonce'), field('qop')] : [];
  return hash([who, field('nonce'), ...middle, what].join(':'));
}

function digestFields(authorization: string): Map<string, string> {
  const fields = new Map<string, string>();
  if (!/^Digest\s/i.test(authorization)) return fields;
  for (const match of authorization.slice(7).matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)) {
    const [, name = '', quoted, bare = ''] = match;
    fields.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? bare);
  }
  return fields;
}
