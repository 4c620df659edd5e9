import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../src/access/accounts/network.ts';

const hex = (value: number): string => value.toString(16);

describe('when an office has one network', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map(hex);
  const eight = fc.array(group, { minLength: 8, maxLength: 8 });

  it('is the first 64 bits of an IPv6 address, however it is written', () => {
    fc.assert(
      fc.property(eight, (groups) => {
        const address = groups.join(':');
        const written = new URL(`http://[${address}]/`).hostname.slice(1, -1);
        expect(networkOf(written)).toBe(groups.slice(0, 4).join(':'));
        expect(networkOf(address.toUpperCase())).toBe(groups.slice(0, 4).join(':'));
      }),
    );
  });

  it('is an IPv4 address whole, also as IPv6 writes it', () => {
    expect(networkOf('192.0.2.1')).toBe('192.0.2.1');
    expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(networkOf('::ffff:192.0.2.1')).not.toBe(networkOf('::ffff:192.0.2.2'));
    expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
    expect(networkOf('::1')).toBe('0:0:0:0');
  });

  it('is an IPv4 address whole, also as a proxy writes it in hexadecimal', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const [high, low] = [a * 256 + b, c * 256 + d].map(hex);
        expect(networkOf(`::ffff:${high}:${low}`)).toBe(address);
        expect(networkOf(`0:0:0:0:0:FFFF:${high}:${low}`)).toBe(address);
      }),
    );
  });
});
