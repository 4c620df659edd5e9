import { describe, expect, it } from 'vitest';
import { playableOf, variantsIn } from '../../../src/web/player/variants.ts';

const url = new URL('https://ward.example/api/requests/req_1/cameras/cam_1/variants.m3u8?from=a&to=b');
const text = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS="hvc1.1.6.L93.90,avc1.64001f",RESOLUTION=1920x1080,STABLE-VARIANT-ID="original"
playlist.m3u8?from=a&to=b
#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS="avc1.640028,avc1.64001f",STABLE-VARIANT-ID="copy-h264"
copy.m3u8?from=a&to=b
`;
const [original, copy] = variantsIn(text, url);
const plays =
  (...codecs: string[]) =>
  (type: string) =>
    codecs.some((codec) => type.includes(`"${codec}`));

describe('when the service names ways to play', () => {
  it('reads them with their codecs, beside the playlist that named them', () => {
    const base = 'https://ward.example/api/requests/req_1/cameras/cam_1';
    expect([original, copy]).toEqual([
      { url: `${base}/playlist.m3u8?from=a&to=b`, codecs: ['hvc1.1.6.L93.90', 'avc1.64001f'], isCopy: false },
      { url: `${base}/copy.m3u8?from=a&to=b`, codecs: ['avc1.640028', 'avc1.64001f'], isCopy: true },
    ]);
  });

  it('takes the original only where the browser plays each of its codecs', () => {
    const both = variantsIn(text, url);
    expect(playableOf(both, plays('hvc1', 'avc1'))).toEqual(original);
    expect(playableOf(both, plays('avc1'))).toEqual(copy);
    expect(playableOf(both, plays('hvc1'))).toEqual(copy);
  });

  it('takes what there is where the browser plays none, or no codec is named', () => {
    const unnamed = variantsIn(
      '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,STABLE-VARIANT-ID="original"\nplaylist.m3u8\n',
      url,
    );
    expect(playableOf(unnamed, plays())).toMatchObject({ isCopy: false, codecs: [] });
    expect(playableOf([], plays('avc1'))).toBeUndefined();
  });
});
