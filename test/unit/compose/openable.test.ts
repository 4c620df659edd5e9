import { describe, expect, it } from 'vitest';
import { openableHosts, urlOf } from '../../../src/compose/openable.ts';

const interfaces = {
  lo: [
    { address: '127.0.0.1', internal: true },
    { address: '::1', internal: true },
  ],
  eth0: [
    { address: '2001:db8::7', internal: false },
    { address: '192.0.2.7', internal: false },
    { address: 'fe80::7', internal: false },
  ],
  wlan0: [{ address: '198.51.100.7', internal: false }],
};

describe('when a link is made for a browser', () => {
  it.each(['127.0.0.1', 'localhost', '192.0.2.7', '::1', 'ward.example.vn'])(
    'has the host %s as it is',
    (host) => {
      expect(openableHosts(host, interfaces)).toEqual([host]);
    },
  );

  it('names the addresses of the machine for 0.0.0.0, and localhost last', () => {
    expect(openableHosts('0.0.0.0', interfaces)).toEqual(['192.0.2.7', '198.51.100.7', 'localhost']);
  });

  it.each(['::', '0:0:0:0:0:0:0:0', '::0'])(
    'names those of IPv6 as well for %s, without link-local ones',
    (host) => {
      const hosts = ['192.0.2.7', '198.51.100.7', '2001:db8::7', 'localhost'];
      expect(openableHosts(host, interfaces)).toEqual(hosts);
    },
  );

  it.each(['0.0.0.0', '::'])('is localhost for %s on a machine without a network', (host) => {
    expect(openableHosts(host, { lo: interfaces.lo })).toEqual(['localhost']);
  });

  it('has brackets around an IPv6 address', () => {
    expect(urlOf('https', '2001:db8::7', 8080)).toBe('https://[2001:db8::7]:8080');
    expect(urlOf('http', 'localhost', 80)).toBe('http://localhost:80');
  });
});
