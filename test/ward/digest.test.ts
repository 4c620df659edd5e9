import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { DigestGate } from '../../scripts/ward/auth/digest.ts';

const credentials = { user: 'viewer', password: 'a:b"c' };

function gateOf(options: Partial<ConstructorParameters<typeof DigestGate>[0]> = {}): DigestGate {
  return new DigestGate({ realm: 'r', algorithms: ['MD5'], qop: false, nonceLifetimeMs: 1000, ...options });
}

function answerTo(challenge: string, password: string, hashName = 'md5'): string {
  const hash = (text: string) => createHash(hashName).update(text).digest('hex');
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
  const qop = challenge.includes('qop') ? ['00000001', 'c0ffee', 'auth'] : [];
  const response = hash(
    [hash(`viewer:r:${password}`), nonce, ...qop, hash('DESCRIBE:rtsp://x/live/main')].join(':'),
  );
  const extras = qop.length > 0 ? ', qop=auth, nc=00000001, cnonce="c0ffee"' : '';
  const algorithm = hashName === 'sha256' ? ', algorithm=SHA-256' : '';
  return `Digest username="viewer", realm="r", nonce="${nonce}", uri="rtsp://x/live/main", response="${response}"${extras}${algorithm}`;
}

const first = (gate: DigestGate) => gate.challenges()[0] ?? '';

describe('when a client answers a digest challenge', () => {
  it.each([
    ['the old form', gateOf(), 'md5'],
    ['qop', gateOf({ qop: true }), 'md5'],
    ['SHA-256', gateOf({ algorithms: ['SHA-256'] }), 'sha256'],
  ] as const)('lets it in by %s, and not with another password', (_, gate, hashName) => {
    const check = (password: string) =>
      gate.check(answerTo(first(gate), password, hashName), 'DESCRIBE', credentials);
    expect([check(credentials.password), check('guess')]).toEqual(['granted', 'refused']);
  });

  it('refuses an answer to a nonce of somebody else, for another method, by an algorithm not offered', () => {
    const gate = gateOf();
    expect(gate.check(answerTo(first(gateOf()), credentials.password), 'DESCRIBE', credentials)).toBe(
      'refused',
    );
    expect(gate.check(answerTo(first(gate), credentials.password), 'PLAY', credentials)).toBe('refused');
    expect(gate.check(answerTo(first(gate), credentials.password, 'sha256'), 'DESCRIBE', credentials)).toBe(
      'refused',
    );
    expect(gate.check(undefined, 'DESCRIBE', credentials)).toBe('refused');
  });

  it('calls a right answer stale when its nonce is old', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const gate = gateOf();
    const answer = answerTo(first(gate), credentials.password);
    vi.setSystemTime(Date.now() + 1001);
    expect(gate.check(answer, 'DESCRIBE', credentials)).toBe('stale');
    vi.useRealTimers();
  });
});

describe('when a camera offers several algorithms', () => {
  it('sends one challenge each, in its order', () => {
    const named = gateOf({ algorithms: ['SHA-256', 'MD5'] })
      .challenges()
      .map((challenge) => /algorithm=([\w-]+)/.exec(challenge)?.[1]);
    expect(named).toEqual(['SHA-256', 'MD5']);
  });
});
