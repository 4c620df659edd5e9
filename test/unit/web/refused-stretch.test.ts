import { describe, expect, it } from 'vitest';
import { refusedStretch, withAltered } from '../../../src/web/player/refused-stretch.ts';

/** Two segments of two GOPs of 2 s; the camera's clock says that the first lasts 2.5 s. */
const gop = (segment: number, number: number, duration = 2) => ({
  url: `segments/${segment}/gops/${number}.m4s`,
  initSegment: { url: `segments/${segment}/init.mp4` },
  start: segment * 4 + number * 2,
  duration,
  programDateTime: 1_000_000 + segment * 4_000 + number * 2_000,
  cc: segment,
});
const fragments = [gop(0, 0, 2.5), gop(0, 1), gop(1, 0), gop(1, 1)];

describe('when the service refuses a file of a playlist', () => {
  it('tells of when its GOP is, by our clock', () => {
    const at = (number: number) => refusedStretch(fragments, fragments[number], { isWhole: false });
    expect(at(0)).toEqual({ fromMs: 1_000_000, toMs: 1_002_000 });
    expect(at(3)).toEqual({ fromMs: 1_006_000, toMs: 1_008_000 });
  });

  it('tells of when the whole segment is, whichever of its files was refused', () => {
    for (const file of [fragments[2], fragments[3], { url: 'segments/1/init.mp4' }])
      expect(refusedStretch(fragments, file, { isWhole: true })).toEqual({
        fromMs: 1_004_000,
        toMs: 1_008_000,
      });
  });

  it('tells of nothing where the playlist does not know the file, or no times', () => {
    expect(refusedStretch(fragments, { url: 'other.m4s' }, { isWhole: true })).toBeUndefined();
    expect(
      refusedStretch([{ ...gop(0, 0), programDateTime: null }], gop(0, 0), { isWhole: true }),
    ).toBeUndefined();
  });

  it('goes on behind all altered time that it meets, and stops at what plays', () => {
    const altered = [
      { fromMs: 12_000, toMs: 16_000 },
      { fromMs: 8_000, toMs: 12_000 },
      { fromMs: 30_000, toMs: 34_000 },
    ];
    expect(withAltered({ fromMs: 10_000, toMs: 12_000 }, altered)).toEqual({ fromMs: 8_000, toMs: 16_000 });
  });
});
