import { describe, expect, it } from 'vitest';
import { contactUrls, serviceUrl } from '../../../src/adapters/onvif/contact-urls.ts';

const hrefs = (xaddrs: string[], address?: string) =>
  contactUrls({ xaddrs, ...(address === undefined ? {} : { address }) }).map(({ href }) => href);

describe('when it is chosen where to ask a camera', () => {
  it('prefers what is stated on its own address, http and IPv4, and drops the rest (quirk 1)', () => {
    const stated = [
      'http://169.254.7.7/onvif/a',
      'https://10.0.0.7/onvif/b',
      'http://[fe80::1]/onvif/c',
      'http://10.0.0.7/onvif/d',
    ];
    expect(hrefs(stated)).toEqual([stated[3], stated[1], stated[0], stated[2]]);
  });

  it('puts every URL on the address the answer came from (quirk 2)', () => {
    expect(hrefs(['http://127.0.0.1:8000/onvif', 'http://10.0.0.7:8000/onvif'], '10.0.0.7')).toEqual([
      'http://10.0.0.7:8000/onvif',
    ]);
    expect(hrefs(['https://192.168.1.2/x', 'http://10.0.0.7/y'], '10.0.0.7')).toEqual([
      'http://10.0.0.7/y',
      'https://10.0.0.7/x',
    ]);
  });

  it('knows no other schemes, and takes credentials out', () => {
    expect(hrefs(['ftp://10.0.0.7/', 'file:///etc/passwd', 'x', 'http://u:p@10.0.0.7/a#b'])).toEqual([
      'http://10.0.0.7/a',
    ]);
  });

  it('tries four at most', () => {
    expect(hrefs(Array.from({ length: 20 }, (_, i) => `http://10.0.0.7/${i}`))).toHaveLength(4);
  });
});

describe('when a service is looked for', () => {
  const reached = new URL('http://10.0.0.7:8080/onvif/device_service');
  const at = (service?: string, device?: string) => serviceUrl(service, device, reached).href;

  it('takes the path as stated, and the host and port that were reached (NAT, quirk 2)', () => {
    expect(at('http://192.168.1.2/onvif/media?x=1', 'http://192.168.1.2/onvif/device_service')).toBe(
      'http://10.0.0.7:8080/onvif/media?x=1',
    );
  });

  it('takes the port as stated when the camera keeps its media on another', () => {
    expect(at('http://192.168.1.2:8899/media', 'http://192.168.1.2/onvif/device_service')).toBe(
      'http://10.0.0.7:8899/media',
    );
  });

  it('stays where it is when nothing usable is stated', () => {
    expect(at()).toBe(reached.href);
    expect(at('nonsense')).toBe(reached.href);
  });
});
