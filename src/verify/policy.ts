import { AppError, invalid } from '../core/index.ts';
import {
  fillsQuorum,
  formatVerifierKey,
  keyFingerprint,
  parseLogPolicy,
  parseVerifierKey,
} from '../log/index.ts';
import type { PinnedKey, TrustedKeys } from './trusted-keys.ts';

const maxPolicyChars = 1_000_000;

/**
 * Reads what a person trusts: a policy (C2SP tlog-policy), with liberties for people who write it from paper. `log` takes the printed
 * fingerprint in place of a key, also in groups of digits; a line `export` does the same for the key that signs bundles; a line
 * `timestamp` has the SHA-256 of the certificate of a time stamp authority; and without a `quorum` line no witness is demanded. Errors: `invalid` `policy-malformed`, which names the line.
 */
export function parseTrust(text: string): TrustedKeys {
  if (text.length > maxPolicyChars) throw malformed('too long');
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const own = lines.map(ownLine);
  const policy = parseLogPolicy(policyBytes(lines.map((line, at) => (own[at] ? '' : line))));
  const pinned = (use: OwnLine['use']) => own.flatMap((line) => (line?.use === use ? line.key : []));
  const log = [...pinned('log'), ...policy.logs.map(({ key }) => formatVerifierKey(key))];
  if (log.length === 0) throw malformed('no log line');
  return {
    log,
    export: pinned('export'),
    timestamp: pinned('timestamp'),
    witnesses: policy.witnesses.map(({ key }) => key),
    isQuorum: (witnesses) => fillsQuorum(policy, witnesses),
  };
}

/** A line that C2SP has not. */
interface OwnLine {
  readonly use: 'log' | 'export' | 'timestamp';
  readonly key: PinnedKey;
}

/** A `log` line with a verifier key is one of C2SP. */
function ownLine(line: string, at: number): OwnLine | undefined {
  const [, use, rest = ''] = /^[ \t]*(log|export|timestamp)(?![^ \t])(.*)$/.exec(line) ?? [];
  if (use === 'timestamp')
    return { use, key: fingerprint(rest) ?? notOne('a fingerprint of 64 hex digits', at) };
  if ((use !== 'log' && use !== 'export') || (use === 'log' && rest.includes('+'))) return undefined;
  return { use, key: pinned(rest, at) };
}

function policyBytes(lines: readonly string[]): Uint8Array {
  const hasQuorum = lines.some((line) => /^[ \t]*quorum(?![^ \t])/.test(line));
  return Buffer.from([...lines, ...(hasQuorum ? [] : ['quorum none'])].join('\n'));
}

/** What a person typed: a key, or a fingerprint in groups as on paper. Errors: `invalid` `policy-malformed`. */
export const pinnedKey = (typed: string): PinnedKey => pinned(typed);

const pinned = (typed: string, at?: number): PinnedKey =>
  fingerprint(typed) ?? fingerprintOf(typed.trim(), at);

/** SHA-256 in hex, in groups or with the colons of OpenSSL. */
function fingerprint(typed: string): string | undefined {
  const hex = typed.replaceAll(/[\s:.-]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(hex) ? hex : undefined;
}

function notOne(expected: string, at: number): never {
  throw malformed(`not ${expected}`, at);
}

function fingerprintOf(text: string, at?: number): PinnedKey {
  try {
    return keyFingerprint(parseVerifierKey(text));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw malformed('neither a verifier key nor a fingerprint of 64 hex digits', at);
  }
}

const malformed = (how: string, at?: number): Error =>
  invalid('policy-malformed', `not a policy: ${at === undefined ? '' : `line ${at + 1}: `}${how}`);
