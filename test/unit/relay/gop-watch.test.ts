import { describe, expect, it } from 'vitest';
import { isStuck } from '../../../src/recording/watchdog.ts';
import { ReadPace } from '../../../src/relay/camera/read-pace.ts';
import { GopWatch } from '../../../src/relay/time/gop-watch.ts';

describe('when GOPs are measured', () => {
  it('tells the longest of the recent ones and the open one (quirk 23)', () => {
    const gops = new GopWatch();
    expect(gops.maxMs).toBeUndefined();
    gops.note(0, true);
    gops.note(40, false);
    expect(gops.maxMs).toBe(40);
    for (const mediaMs of [5_000, 6_000, 7_000]) gops.note(mediaMs, true);
    expect([gops.maxMs, gops.keyframes]).toEqual([5_000, 4]);
    for (let mediaMs = 8_000; mediaMs <= 20_000; mediaMs += 1_000) gops.note(mediaMs, true);
    expect(gops.maxMs).toBe(1_000);
    gops.note(140_000, false);
    expect(gops.maxMs).toBe(120_000);
  });

  it('leaves a camera alone whose first GOP is longer than the watchdog’s patience with others', () => {
    const gops = new GopWatch();
    gops.note(0, true);
    const stuckAfter = (minutes: number) => {
      const sinceSegmentMs = minutes * 60_000;
      gops.note(sinceSegmentMs, false);
      return isStuck({ segmentMs: 60_000, gopMs: gops.maxMs, sinceSegmentMs });
    };
    expect([1, 3, 5, 13].map(stuckAfter)).toEqual([false, false, false, false]);
    expect(stuckAfter(15)).toBe(true);
  });
});

describe('when a recorder cuts a file', () => {
  /** Times of pictures in decoding order, a keyframe first in each GOP; the end of each GOP's last picture. */
  const cutsOf = (gops: readonly (readonly number[])[], ends: readonly number[]): number[] => {
    const watch = new GopWatch();
    for (const gop of gops) for (const [i, mediaMs] of gop.entries()) watch.note(mediaMs, i === 0);
    return ends.map((endMs) => watch.cutAt(endMs));
  };

  it.each([
    ['closed GOPs', [[0, 40, 80], [120, 160, 200], [240]], [120, 240], [120, 240]],
    [
      'open GOPs',
      [
        [0, 120, 40, 80],
        [240, 160, 200, 280],
        [400, 320, 360],
      ],
      [160, 320],
      [240, 400],
    ],
    ['a pause before the keyframe', [[0, 40], [1_000, 1_040], [2_000]], [80, 1_080], [1_000, 2_000]],
    [
      'a last picture that seems longer than it is',
      [[0, 400], [500, 900], [1_000]],
      [600, 1_000.001],
      [500, 1_000],
    ],
    ['several GOPs in a file', [[0], [40], [80], [120], [160]], [80, 160], [80, 160]],
    [
      'the end of the stream',
      [
        [0, 40],
        [80, 120],
      ],
      [160],
      [160],
    ],
  ])('tells when the keyframe after it is shown: %s', (_, gops, ends, cuts) => {
    expect(cutsOf(gops, ends)).toEqual(cuts);
  });
});

describe('when reads are paced', () => {
  it('jitters by half around the mean, and not at all at 0', () => {
    expect([0, 0.5, 1].map((chance) => new ReadPace(200, () => chance).nextPauseMs(40_000))).toEqual([
      100, 200, 300,
    ]);
    expect(new ReadPace(200, () => 0.5).nextPauseMs(4 * 65_536)).toBe(50);
    expect(new ReadPace(0).nextPauseMs(1)).toBe(0);
  });
});
