import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyframeUrl, namedFrame } from '../../../src/web/player/named-frame.ts';
import { digestFile, hexOfDigest } from '../../../src/web/player/still-digest.ts';

describe('when the digest of a still is shown', () => {
  it('is that of its header, in hex, and a line that sha256sum checks', async () => {
    const sha256 = createHash('sha256').update('a picture');
    const hex = sha256.copy().digest('hex');
    expect(hexOfDigest(`sha-256=:${sha256.digest('base64')}:`)).toBe(hex);
    expect(await digestFile(hex, 'Cột 14.jpg').text()).toBe(`${hex}  Cột 14.jpg\n`);
  });

  it.each(['', 'sha-512=:AAAA:', 'sha-256=:short:'])('is none of %j', (header) => {
    expect(hexOfDigest(header)).toBe('');
  });
});

describe('when a frame on the screen is named', () => {
  const frame = { fragment: 3, number: 7, fromS: 0, toS: 1, wallMs: 0 };

  it('is by the URL of its GOP, and only of a stored one', () => {
    const url = '/api/requests/req_1/cameras/cam_1/segments/run_1-1763722800123/gops/4.m4s';
    expect(namedFrame(url, frame)).toMatchObject({
      segmentId: 'run_1-1763722800123',
      number: '4',
      frame: '7',
    });
    expect(namedFrame(url.replace('gops', 'copies'), frame)?.isCopied).toBe(true);
    expect(namedFrame(url, undefined)).toBeUndefined();
    expect(namedFrame('/elsewhere/4.m4s', frame)).toBeUndefined();
    expect(keyframeUrl(url)).toBe(url.replace('4.m4s', '4/keyframe.m4s'));
    expect(keyframeUrl('/segments/a/init.mp4')).toBe('/segments/a/init.mp4');
  });
});
