import { describe, expect, it } from 'vitest';
import { LineWatch } from '../../../src/web/player/line-watch.ts';

/** A GOP of two seconds of 1.5 Mbit/s, and its keyframe. */
const gopBytes = 375_000;
const keyframeBytes = 40_000;

/** What a line says of a GOP every 100 ms, for so many times. */
function isSlowOn(bitsPerS: number, looks: number): boolean {
  const watch = new LineWatch();
  watch.begin();
  return Array.from({ length: looks }, (_, i) => {
    const forMs = 100 * (i + 1);
    const loadedBytes = Math.min(gopBytes, (bitsPerS / 8_000) * forMs);
    return watch.isSlow({ loadedBytes, totalBytes: gopBytes, forMs });
  }).includes(true);
}

describe('when a GOP comes over a line', () => {
  it('gives a slow line up after a few looks, and no fast one', () => {
    expect(isSlowOn(1_000_000, 3)).toBe(true);
    expect(isSlowOn(1_000_000, 2)).toBe(false);
    expect(isSlowOn(20_000_000, 30)).toBe(false);
  });

  it('takes a page that hears nothing for a while for busy, not for a slow line', () => {
    const watch = new LineWatch();
    watch.begin();
    for (const forMs of [100, 2_000, 4_000, 8_000])
      expect(watch.isSlow({ loadedBytes: 16_000, totalBytes: gopBytes, forMs })).toBe(false);
  });
});

describe('when keyframes come over a line', () => {
  const came = (watch: LineWatch, bitsPerS: number) =>
    watch.isFast({
      keyframeBytes,
      gopBytes,
      tookMs: (keyframeBytes * 8_000) / bitsPerS,
      durationMs: 2_000,
    });

  it('takes whole GOPs again once several in a row came fast enough', () => {
    const watch = new LineWatch();
    expect([20e6, 20e6, 1e6, 20e6, 20e6, 20e6].map((bitsPerS) => came(watch, bitsPerS))).toEqual([
      ...[false, false, false, false, false, true],
    ]);
  });
});
