import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestAuthorization, strongestChallenge } from '../../../../src/adapters/onvif/soap/http-digest.ts';
import { growth } from '../../../support/growth.ts';

/** The example of RFC 7616 section 3.9.1. */
const rfc = [
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
] as const;
const mufasa = { user: 'Mufasa', password: 'Circle of Life' };
const request = {
  method: 'GET',
  uri: '/dir/index.html',
  nonceCount: 1,
  clientNonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};

function answer(headers: readonly string[], credentials = mufasa, asked = request): string {
  const challenge = strongestChallenge(headers);
  if (!challenge) throw new Error('no challenge');
  return digestAuthorization(challenge, credentials, asked);
}

describe('when a digest challenge is answered', () => {
  it('answers the example of RFC 7616 by MD5 and by SHA-256', () => {
    expect(answer([rfc[1]])).toContain('response="8ca523f5e9506fed4657c9700eebdbec"');
    expect(answer([rfc[0]])).toContain(
      'response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"',
    );
  });

  it('answers a challenge without qop as RFC 2069 does', () => {
    const header =
      'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    const asked = { ...request, uri: '/dir/index.html' };
    const authorization = answer([header], { user: 'Mufasa', password: 'CircleOfLife' }, asked);
    expect(authorization).toContain('response="1949323746fe6a43ef61f9606e7febea"');
    expect(authorization).not.toMatch(/qop|nc=|cnonce/);
    expect(authorization).toContain('opaque="5ccc069c403ebaf9f0171e9517f40e41"');
  });

  it('takes the strongest of several, in whichever order and header they stand', () => {
    for (const headers of [rfc, rfc.toReversed(), [`Basic realm="x", ${rfc[1]}, ${rfc[0]}`]]) {
      expect(strongestChallenge(headers)).toMatchObject({ algorithm: 'sha-256' });
    }
  });

  it('keeps commas and quotes in a realm, and equals signs in a nonce', () => {
    const header = 'Digest realm="a, \\"b\\", nonce=\\"x\\"", nonce="n==", qop="auth", stale=TRUE';
    expect(strongestChallenge([header])).toMatchObject({
      realm: 'a, \\"b\\", nonce=\\"x\\"',
      nonce: 'n==',
      stale: true,
    });
    expect(answer([header])).toContain('realm="a, \\"b\\", nonce=\\"x\\"", nonce="n=="');
  });

  it.each([
    'Basic realm="x"',
    'Digest realm="x"',
    'Digest realm="x", nonce="n", algorithm=SHA-512-256',
    'Digest realm="x", nonce="n", qop="auth-int"',
    '',
    '"',
  ])('has no answer to %j', (header) => {
    expect(strongestChallenge([header])).toBeUndefined();
  });

  it('never puts a line break or a stray character into a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (user, password) => {
        expect(answer([rfc[0]], { user: user.replaceAll(/\p{Surrogate}/gu, ''), password })).toMatch(
          /^[\x20-\x7e]+$/,
        );
      }),
    );
  });

  it.each(['a=', '"', '\\"', ', ', 'Digest '])(
    'takes no more than its share of time for many %j',
    async (piece) => {
      expect(await growth((size) => strongestChallenge([piece.repeat(size)]), 200_000)).toBeLessThan(9);
    },
  );
});
