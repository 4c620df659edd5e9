import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorization, type Challenge, parseChallenges, strongest } from '../../../src/digest-auth/index.ts';
import { growth } from '../../support/growth.ts';

const pick = (values: readonly string[], allowBasic = false): Challenge => {
  const challenge = strongest(parseChallenges(values), allowBasic);
  if (!challenge) throw new Error('no challenge');
  return challenge;
};

/** The example of RFC 7616 §3.9.1. */
const rfc7616 =
  'realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const mufasa = { user: 'Mufasa', password: 'Circle of Life' };
const request = {
  method: 'GET',
  uri: '/dir/index.html',
  nonceCount: 1,
  clientNonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};

const answer = (values: readonly string[], credentials = mufasa): string =>
  authorization(pick(values), credentials, request);

describe('when a digest challenge is answered', () => {
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('gives the answer of RFC 7616 §3.9.1 for %s', (algorithm, response) => {
    const value = answer([`Digest ${rfc7616}, algorithm=${algorithm}`]);
    expect(value).toContain(`response="${response}"`);
    expect(value).toContain(`algorithm=${algorithm}, opaque="FQhe`);
    expect(value).toContain('qop=auth, nc=00000001, cnonce="f2/wE4q');
  });

  it.each([
    ['MD5-sess', 'md5'],
    ['SHA-256-sess', 'sha256'],
  ])('hashes nonce and client nonce into the secret for %s (RFC 7616 §3.4.2)', (algorithm, hashName) => {
    const hash = (text: string) => createHash(hashName).update(text).digest('hex');
    const ha1 = hash(`${hash('Mufasa:r:Circle of Life')}:n:${request.clientNonce}`);
    const ha2 = hash('GET:/dir/index.html');
    const value = answer([`Digest realm="r", nonce="n", qop="auth", algorithm=${algorithm}`]);
    expect(value).toContain(`response="${hash(`${ha1}:n:00000001:${request.clientNonce}:auth:${ha2}`)}"`);
    expect(answer([`Digest realm="r", nonce="n", algorithm=${algorithm}`])).toContain('cnonce=');
  });

  it('gives the answer of RFC 2069 where there is no qop, and names no algorithm that was not named', () => {
    const value = answer(
      ['Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc"'],
      { user: 'Mufasa', password: 'CircleOfLife' },
    );
    expect(value).toContain('response="1949323746fe6a43ef61f9606e7febea"');
    expect(value).not.toMatch(/qop|nc=|cnonce|algorithm/);
    expect(value).toContain('opaque="5ccc"');
  });

  it('echoes a realm and a nonce as they were written', () => {
    const header = 'Digest realm="a, \\"b\\", nonce=\\"x\\"", nonce="n==", qop="auth", stale=TRUE';
    expect(pick([header])).toMatchObject({ realm: 'a, \\"b\\", nonce=\\"x\\"', nonce: 'n==', stale: true });
    expect(answer([header])).toContain('realm="a, \\"b\\", nonce=\\"x\\"", nonce="n=="');
  });

  it('quotes a user name of any ASCII characters', () => {
    const value = answer(['Digest realm="a", nonce="b"'], { user: 'a"b\\c', password: '' });
    expect(value).toContain('username="a\\"b\\\\c"');
  });

  it('writes a user name beyond ASCII as RFC 7616 §3.4.4 does, and hashes it as UTF-8', () => {
    const value = answer(['Digest realm="r", nonce="n"'], { user: 'kỹ thuật', password: 'mật' });
    const hash = (text: string) => createHash('md5').update(text, 'utf8').digest('hex');
    expect(value).toContain("username*=UTF-8''k%E1%BB%B9%20thu%E1%BA%ADt,");
    expect(value).toContain(
      `response="${hash(`${hash('kỹ thuật:r:mật')}:n:${hash('GET:/dir/index.html')}`)}"`,
    );
  });

  it('never puts a line break or a stray character into a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (user, password) => {
        const value = answer([`Digest ${rfc7616}`], {
          user: user.replaceAll(/\p{Surrogate}/gu, ''),
          password,
        });
        expect(value).toMatch(/^[\x20-\x7e]+$/);
      }),
    );
  });
});

describe('when several schemes are offered (quirk 17)', () => {
  const md5 = 'Digest realm="r", nonce="m", algorithm=MD5';
  const sha = 'Digest realm="r", nonce="s", algorithm=SHA-256, qop="auth"';

  it.each([
    ['SHA-256 before MD5', [sha, md5]],
    ['MD5 before SHA-256', [md5, sha]],
    ['in one header', [`${md5}, ${sha}, Basic realm="r"`]],
    ['Basic first in that header', [`Basic realm="x", ${md5}, ${sha}`]],
    ['Basic first', ['Basic realm="a, Digest nonce=x"', sha, md5]],
  ])('takes the strongest: %s', (_, values) => {
    expect(pick(values)).toMatchObject({ algorithm: 'SHA-256', nonce: 's' });
  });

  it('takes a plain secret before one of a session, and protection of quality before none', () => {
    const offer = (algorithm: string, nonce: string, qop = '') =>
      `Digest realm="r", nonce="${nonce}", algorithm=${algorithm}${qop}`;
    expect(pick([offer('SHA-256-sess', 'a'), offer('SHA-256', 'b')])).toMatchObject({ nonce: 'b' });
    expect(pick([offer('MD5', 'a'), offer('SHA-256-sess', 'b')])).toMatchObject({ nonce: 'b' });
    expect(pick([offer('MD5', 'a'), offer('MD5', 'b', ', qop="auth"')])).toMatchObject({ nonce: 'b' });
  });

  it('takes Basic only where it is allowed', () => {
    expect(strongest(parseChallenges(['Basic realm="x"']), false)).toBeUndefined();
    expect(authorization(pick(['Basic realm="x"'], true), { user: 'a', password: 'ö:b' }, request)).toBe(
      `Basic ${Buffer.from('a:ö:b').toString('base64')}`,
    );
  });

  it.each([
    'Digest realm="r", nonce="n", algorithm=SHA-512-256',
    'Digest realm="r", nonce="n", qop="auth-int"',
    'Digest realm="r"',
    'Negotiate',
    '',
    '"',
    ', , =',
  ])('leaves out what it cannot answer: %j', (value) => {
    expect(parseChallenges([value])).toEqual([]);
  });

  it('reads loose spelling and a stale nonce', () => {
    expect(pick(['digest Realm = "r" ,nonce=n0,  qop=auth,stale=TRUE,opaque=""'])).toMatchObject({
      realm: 'r',
      nonce: 'n0',
      qop: true,
      stale: true,
      opaque: '',
    });
  });

  it('reads no more than 4,096 characters of a value', () => {
    const challenge = 'Digest realm="r", nonce="n"';
    const longValue = (length: number) => ' '.repeat(length - challenge.length) + challenge;
    expect(parseChallenges([longValue(4_096)])).toMatchObject([{ nonce: 'n' }]);
    expect(parseChallenges([longValue(4_096 + challenge.length)])).toEqual([]);
  });

  it.each(['a=', '"', '\\"', ', ', 'Digest '])(
    'takes no more than its share of time for many %j, up to the longest value that it reads',
    async (part) => {
      const most = Math.floor(4_096 / part.length);
      const value = (count: number) => part.repeat(count);
      expect(await growth(value, (text) => parseChallenges([text]), Math.floor(most / 16))).toBeLessThan(64);
    },
  );
});
