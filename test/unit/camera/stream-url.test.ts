import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatStreamUrl,
  onHost,
  parseStreamUrl,
  partStreamUrl,
  withPath,
} from '../../../src/camera/index.ts';

const plain = (text: string): string => formatStreamUrl(parseStreamUrl(text).url);

describe('when a stream URL is read', () => {
  it.each([
    ['rtsp://10.0.0.7/live', 'rtsp://10.0.0.7/live'],
    ['RTSP://CAM.local:554/Live?a=1&b=2', 'rtsp://cam.local/Live?a=1&b=2'],
    ['rtsps://10.0.0.7/live', 'rtsps://10.0.0.7/live'],
    ['rtsp://10.0.0.7', 'rtsp://10.0.0.7'],
    ['rtsp://10.0.0.7:/live', 'rtsp://10.0.0.7/live'],
    ['rtsp://10.0.0.7:80:8554/live', 'rtsp://10.0.0.7:8554/live'],
    ['rtsp://[FE80::1]:8554/live', 'rtsp://[fe80::1]:8554/live'],
    ['rtsp://10.0.0.7/tunnel?p=0&amp;h26x=4', 'rtsp://10.0.0.7/tunnel?p=0&h26x=4'],
    ['\n   rtsp://10.0.0.7/\n   live main \n', 'rtsp://10.0.0.7/live%20main'],
    ['rtsp://10.0.0.7/cổng#x', 'rtsp://10.0.0.7/c%E1%BB%95ng'],
    ['rtsp://10.0.0.7/a"b', 'rtsp://10.0.0.7/a%22b'],
    ['rtsp://10.0.0.7/live@2', 'rtsp://10.0.0.7/live@2'],
  ])('makes %j plain (quirk 15)', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it.each(['http://10.0.0.7/live', 'file:///etc/passwd', 'rtmp://10.0.0.7/live'])('refuses %s', (text) => {
    expect(() => parseStreamUrl(text)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'stream-url-scheme', field: 'url' }),
    );
  });

  it.each([
    '',
    '10.0.0.7/live',
    'rtsp://',
    'rtsp:///live',
    'rtsp://10.0.0.7:70000/live',
    'rtsp://10.0.0.7:0/live',
    'rtsp://10.0.0.7:port/live',
    'rtsp://a b/live',
    'rtsp://[fe80::1%25eth0]/live',
    'rtsp://admin:a%0d%0aX-Header: b@10.0.0.7/live',
    `rtsp://10.0.0.7/${'x'.repeat(2_100)}`,
  ])('refuses %j', (text) => {
    expect(() => parseStreamUrl(text, 'stream')).toThrow(
      expect.objectContaining({ code: 'stream-url-invalid', field: 'stream' }),
    );
  });
});

describe('when a stream URL carries credentials', () => {
  it.each([
    ['rtsp://admin:secret@10.0.0.7/live', 'admin', 'secret'],
    ['rtsp://admin@10.0.0.7/live', 'admin', ''],
    ['rtsp://admin:p@ss:w@10.0.0.7/live', 'admin', 'p@ss:w'],
    ['rtsp://ad%20min:p%2Fss%40%23@10.0.0.7/live', 'ad min', 'p/ss@#'],
    ['rtsp://admin:100%@10.0.0.7/live', 'admin', '100%'],
  ])('takes them out of %s', (text, user, password) => {
    const parsed = parseStreamUrl(text);
    expect(parsed.credentials).toEqual({ user, password });
    expect(formatStreamUrl(parsed.url)).toBe('rtsp://10.0.0.7/live');
  });

  it.each(['rtsp://admin:12/34@10.0.0.7/live', 'rtsp://admin:x/y@10.0.0.7/live', 'rtsp://a:1#2@10.0.0.7/'])(
    'refuses %s rather than keep a piece of the password, and does not repeat it',
    (text) => {
      expect(() => parseStreamUrl(text)).toThrow(/^Not a stream URL\. Percent-encode/);
    },
  );

  it('gives back any credentials that were percent-encoded, and never leaves them in the URL', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
    fc.assert(
      fc.property(word, word, (user, password) => {
        const userinfo = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
        const parsed = parseStreamUrl(`rtsp://${userinfo}@10.0.0.7:8554/live?x=1`);
        expect(parsed.credentials).toEqual({ user, password });
        expect(formatStreamUrl(parsed.url)).toBe('rtsp://10.0.0.7:8554/live?x=1');
      }),
    );
  });
});

describe('when a stream URL is written', () => {
  it('reads back as itself, and holds nothing that could break a request line', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.integer({ min: 1, max: 65_535 }),
        (path, port) => {
          const once = plain(`rtsp://10.0.0.7:${port}/${path.replaceAll('@', '')}`);
          expect(once).toMatch(/^[\x21-\x7e]+$/);
          expect(plain(once)).toBe(once);
        },
      ),
    );
  });

  it('moves to the host that was reached, keeping port and path (quirk 2)', () => {
    const { url } = parseStreamUrl('rtsp://127.0.0.1:8554/live?x=1');
    expect(formatStreamUrl(onHost(url, '10.0.0.7'))).toBe('rtsp://10.0.0.7:8554/live?x=1');
    expect(formatStreamUrl(onHost(url, 'fe80::1'))).toBe('rtsp://[fe80::1]:8554/live?x=1');
  });

  it.each([
    ['/user=admin_password=tl_Jw_x_channel=1_stream=0.sdp', '/user=***_password=***_channel=1_stream=0.sdp'],
    ['/user=admin&password=a_b=c&channel=2&stream=0.sdp?', '/user=***&password=***&channel=2&stream=0.sdp?'],
    ['/live?channel=1&pwd=x&USR=y', '/live?channel=1&pwd=***&USR=***'],
    ['/user=admin_password=_channel=1', '/user=***_password=***_channel=1'],
    ['/11?username=a;passwd=b%2Fc', '/11?username=***;passwd=***'],
  ])('parts %s, as some makers have it, from its user and password', (path, shown) => {
    const whole = `rtsp://10.0.0.7:8554${path}`;
    const parted = partStreamUrl(whole);
    expect(parted).toEqual({ url: `rtsp://10.0.0.7:8554${shown}`, secretPath: path });
    expect(withPath(parted.url, path)).toBe(whole);
    expect(partStreamUrl(parted.url)).toEqual({ url: parted.url });
  });

  it('leaves a path without credentials as it is', () => {
    const url = 'rtsp://10.0.0.7/cam/realmonitor?channel=1&subtype=0&authbasic=64';
    expect(partStreamUrl(url)).toEqual({ url });
  });
});
