import { describe, expect, it } from 'vitest';
import { authorization } from '../../../src/relay/rtsp/authorization.ts';
import { type Challenge, parseChallenges, strongest } from '../../../src/relay/rtsp/challenge.ts';

const pick = (values: readonly string[], allowBasic = false): Challenge => {
  const challenge = strongest(parseChallenges(values), allowBasic);
  if (!challenge) throw new Error('no challenge');
  return challenge;
};

const rfc7616 =
  'realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const mufasa = { user: 'Mufasa', password: 'Circle of Life' };
const request = {
  method: 'GET',
  url: '/dir/index.html',
  nonceCount: 1,
  clientNonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};

describe('when a digest challenge is answered', () => {
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('gives the answer of RFC 7616 §3.9.1 for %s', (algorithm, response) => {
    const answer = authorization(pick([`Digest ${rfc7616}, algorithm=${algorithm}`]), mufasa, request);
    expect(answer).toContain(`response="${response}"`);
    expect(answer).toContain(`algorithm=${algorithm}, opaque="FQhe`);
    expect(answer).toContain('qop=auth, nc=00000001, cnonce="f2/wE4q');
  });

  it('gives the answer of RFC 2069 where there is no qop, and names no algorithm that was not named', () => {
    const challenge = pick(['Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"']);
    const answer = authorization(challenge, { user: 'Mufasa', password: 'CircleOfLife' }, request);
    expect(answer).toContain('response="1949323746fe6a43ef61f9606e7febea"');
    expect(answer).not.toMatch(/qop|nc=|algorithm/);
  });

  it('quotes a user name of any characters', () => {
    const challenge = pick(['Digest realm="a", nonce="b"']);
    expect(authorization(challenge, { user: 'a"b\\c', password: '' }, request)).toContain(
      'username="a\\"b\\\\c"',
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
    ['Basic first', ['Basic realm="a, Digest nonce=x"', sha, md5]],
  ])('takes the strongest: %s', (_, values) => {
    expect(pick(values)).toMatchObject({ algorithm: 'SHA-256', nonce: 's' });
  });

  it('takes Basic only where it is allowed', () => {
    expect(strongest(parseChallenges(['Basic realm="x"']), false)).toBeUndefined();
    expect(authorization(pick(['Basic realm="x"'], true), { user: 'a', password: 'ö:b' }, request)).toBe(
      `Basic ${Buffer.from('a:ö:b').toString('base64')}`,
    );
  });

  it.each([
    'Digest realm="r", nonce="n", algorithm=MD5-sess',
    'Digest realm="r", nonce="n", qop="auth-int"',
    'Digest realm="r"',
    'Negotiate',
    '"',
    ', , =',
  ])('leaves out what it cannot answer: %s', (value) => {
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
});
