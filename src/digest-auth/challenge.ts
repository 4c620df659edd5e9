/** Strongest first: a `-sess` secret is weaker in one place only, but few cameras compute it as RFC 7616 says. */
const algorithms = ['SHA-256', 'SHA-256-sess', 'MD5', 'MD5-sess'] as const;

export type DigestAlgorithm = (typeof algorithms)[number];

export interface DigestChallenge {
  readonly scheme: 'digest';
  readonly algorithm: DigestAlgorithm;
  /** `algorithm` as the camera wrote it. It is echoed only when present, for cameras older than RFC 2617. */
  readonly statedAlgorithm?: string;
  /** Whether the camera offers `qop=auth`; without it the answer is that of RFC 2069. */
  readonly qop: boolean;
  /** Realm, nonce and opaque as they stood between the quotes. */
  readonly realm: string;
  readonly nonce: string;
  readonly opaque?: string;
  /** The password was right and only the nonce is too old. */
  readonly stale: boolean;
}

/** A challenge of a 401 that we can answer (RFC 9110 §11.6.1, RFC 7616 §3.3, RFC 7617). */
export type Challenge = DigestChallenge | { readonly scheme: 'basic' };

/** Longer values are cut: no real challenge comes near, and the values are attacker-controlled. */
const maxValueLength = 4_096;
const piece = /([\w-]+)(\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/g;

interface Offer {
  readonly scheme: string;
  readonly parameters: Map<string, string>;
}

/**
 * Reads `WWW-Authenticate` values, one challenge or several in each. Skips what is malformed, other schemes, unknown
 * algorithms and challenges that offer `auth-int` alone. Never throws.
 */
export function parseChallenges(values: readonly string[]): Challenge[] {
  return values.flatMap(offersIn).flatMap(challengeOf);
}

function offersIn(value: string): Offer[] {
  const offers: Offer[] = [];
  for (const [, name = '', assigned, quoted, bare] of value.slice(0, maxValueLength).matchAll(piece)) {
    if (assigned === undefined) offers.push({ scheme: name.toLowerCase(), parameters: new Map() });
    else offers.at(-1)?.parameters.set(name.toLowerCase(), quoted ?? bare ?? '');
  }
  return offers;
}

function challengeOf({ scheme, parameters }: Offer): Challenge[] {
  if (scheme === 'basic') return [{ scheme }];
  const nonce = parameters.get('nonce');
  const stated = parameters.get('algorithm');
  const wanted = (stated || 'MD5').toLowerCase();
  const algorithm = algorithms.find((known) => known.toLowerCase() === wanted);
  const qops = (parameters.get('qop') ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (scheme !== 'digest' || nonce === undefined || !algorithm) return [];
  if (qops.length > 0 && !qops.includes('auth')) return [];
  const opaque = parameters.get('opaque');
  return [
    {
      scheme,
      algorithm,
      ...(stated !== undefined && { statedAlgorithm: stated }),
      qop: qops.length > 0,
      realm: parameters.get('realm') ?? '',
      nonce,
      ...(opaque !== undefined && { opaque }),
      stale: parameters.get('stale')?.toLowerCase() === 'true',
    },
  ];
}

/**
 * The strongest challenge: by algorithm, then with `qop` before without (RFC 7616 §3.7; quirk 17). Basic sends the
 * password in clear: it comes last, and only where it is allowed.
 */
export function strongest(offered: readonly Challenge[], allowBasic: boolean): Challenge | undefined {
  return offered
    .filter((challenge) => allowBasic || challenge.scheme !== 'basic')
    .toSorted((a, b) => rank(a) - rank(b))[0];
}

const rank = (challenge: Challenge): number =>
  challenge.scheme === 'basic'
    ? Number.POSITIVE_INFINITY
    : algorithms.indexOf(challenge.algorithm) * 2 + (challenge.qop ? 0 : 1);
