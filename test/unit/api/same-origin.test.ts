import { describe, expect, it } from 'vitest';
import { refuseForeignOrigin } from '../../../src/api/http/same-origin.ts';

const host = 'ward.example:8443';

describe('when a call changes something', () => {
  it.each([
    [{ host, origin: `https://${host}` }],
    [{ host, origin: `https://${host}`, 'sec-fetch-site': 'same-origin' }],
    [{ host }],
  ])('takes %j', (headers) => {
    expect(() => refuseForeignOrigin('POST', headers)).not.toThrow();
  });

  it.each([
    [{ host, origin: 'https://ward.example' }],
    [{ host, origin: 'https://evil.example' }],
    [{ host, origin: 'null' }],
    [{ host, 'sec-fetch-site': 'cross-site' }],
    [{ host, origin: `https://${host}`, 'sec-fetch-site': 'same-site' }],
  ])('refuses %j', (headers) => {
    for (const method of ['POST', 'PATCH', 'DELETE', 'PUT']) {
      expect(() => refuseForeignOrigin(method, headers)).toThrow(
        expect.objectContaining({ code: 'foreign-origin' }),
      );
    }
  });
});

describe('when a call only reads', () => {
  it('comes from anywhere: the cookie does not', () => {
    expect(() => refuseForeignOrigin('GET', { host, origin: 'https://evil.example' })).not.toThrow();
  });
});
