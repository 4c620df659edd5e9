/** What a 401 asks for (RFC 7235 §4.1, RFC 7616 §3.3). Realm, nonce and opaque are kept as they were written. */
export type Challenge =
  | {
      readonly scheme: 'digest';
      readonly algorithm: 'MD5' | 'SHA-256';
      /** Whether the algorithm was named: it is echoed only then, for cameras older than RFC 2617. */
      readonly namesAlgorithm: boolean;
      readonly qop: boolean;
      readonly realm: string;
      readonly nonce: string;
      readonly opaque?: string;
      readonly stale: boolean;
    }
  | { readonly scheme: 'basic' };

const schemeStart = /(?:^|,)\s*([A-Za-z][\w-]*)(?:\s+(?=[A-Za-z][\w-]*\s*=)|\s*(?=,|$))/g;
const parameter = /([A-Za-z][\w-]*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))/g;

/**
 * The challenges in `WWW-Authenticate` values, one or several to a line, that we can answer. Attacker-controlled:
 * what cannot be read, -sess algorithms and auth-int alone are left out.
 */
export function parseChallenges(values: readonly string[]): Challenge[] {
  return values.flatMap(splitSchemes).flatMap(([scheme, rest]) => toChallenge(scheme.toLowerCase(), rest));
}

function splitSchemes(value: string): [string, string][] {
  const quotesBlanked = value.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => '"'.repeat(quoted.length));
  const starts = [...quotesBlanked.matchAll(schemeStart)];
  return starts.map((start, i) => [
    start[1] ?? '',
    value.slice(start.index + start[0].length, starts[i + 1]?.index ?? value.length),
  ]);
}

function toChallenge(scheme: string, text: string): Challenge[] {
  if (scheme === 'basic') return [{ scheme }];
  if (scheme !== 'digest') return [];
  const found = new Map([...text.matchAll(parameter)].map((m) => [m[1]?.toLowerCase(), m[2] ?? m[3] ?? '']));
  const algorithm = (found.get('algorithm') || 'MD5').toUpperCase();
  const qops = (found.get('qop') ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const [realm, nonce, opaque] = [found.get('realm'), found.get('nonce'), found.get('opaque')];
  if (realm === undefined || nonce === undefined) return [];
  if (algorithm !== 'MD5' && algorithm !== 'SHA-256') return [];
  if (qops.length > 0 && !qops.includes('auth')) return [];
  return [
    {
      scheme,
      algorithm,
      namesAlgorithm: found.has('algorithm'),
      qop: qops.length > 0,
      realm,
      nonce,
      ...(opaque === undefined ? {} : { opaque }),
      stale: found.get('stale')?.toLowerCase() === 'true',
    },
  ];
}

const strength = (challenge: Challenge): number =>
  challenge.scheme === 'basic' ? 0 : (challenge.algorithm === 'SHA-256' ? 3 : 1) + (challenge.qop ? 1 : 0);

/** The strongest challenge on offer; Basic, which sends the password in clear, only where it is allowed. */
export function strongest(offered: readonly Challenge[], allowBasic: boolean): Challenge | undefined {
  return offered
    .filter((challenge) => allowBasic || challenge.scheme !== 'basic')
    .sort((a, b) => strength(b) - strength(a))[0];
}
