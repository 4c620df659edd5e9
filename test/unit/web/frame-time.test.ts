import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubtMsOf, mediaSOf, wallMsOf } from '../../../src/web/player/frame-time.ts';

/** Fragments as a playlist has them: one after the other on the player's timeline, with gaps between their wall times. */
const playlists = fc
  .array(
    fc.record({ duration: fc.integer({ min: 500, max: 4_000 }), gapMs: fc.integer({ min: 0, max: 60_000 }) }),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map((parts) => {
    let [start, wallMs] = [0, Date.UTC(2026, 10, 21)];
    return parts.map(({ duration, gapMs }) => {
      const fragment = { start, duration: duration / 1000, programDateTime: wallMs };
      start += duration / 1000;
      wallMs += duration + gapMs;
      return fragment;
    });
  });

describe('when a wall time is looked for in a playlist', () => {
  it('finds the frame of that very time wherever there is footage', () => {
    fc.assert(
      fc.property(
        playlists,
        fc.nat(),
        fc.double({ min: 0.01, max: 0.98, noNaN: true }),
        (fragments, pick, share) => {
          const fragment = fragments[pick % fragments.length];
          if (!fragment) return;
          const wallMs = fragment.programDateTime + fragment.duration * 1000 * share;
          const mediaS = mediaSOf(fragments, wallMs) ?? Number.NaN;
          expect(wallMsOf(fragments, mediaS)).toBeCloseTo(wallMs, 3);
        },
      ),
    );
  });

  it('goes on after a gap, and stops at the end', () => {
    const fragments = [
      { start: 0, duration: 2, programDateTime: 1_000_000 },
      { start: 2, duration: 2, programDateTime: 1_060_000 },
    ];
    expect(mediaSOf(fragments, 1_030_000)).toBe(2);
    expect(mediaSOf(fragments, 2_000_000)).toBeCloseTo(3.8);
    expect(mediaSOf([], 1_000_000)).toBeUndefined();
  });

  it('names no time where the playlist names none', () => {
    expect(wallMsOf([{ start: 0, duration: 2, programDateTime: null }], 1)).toBeUndefined();
    expect(wallMsOf([], 1)).toBeUndefined();
  });
});

describe('when a GOP lasts longer by our clock than by the camera', () => {
  const gop = (start: number, programDateTime: number, cc = 0) => ({
    start,
    duration: 2,
    programDateTime,
    cc,
  });

  it('is in doubt by the difference, up to the next GOP', () => {
    const fragments = [gop(0, 10_000), gop(2, 12_300), gop(4, 14_300)];
    expect([0, 1.9, 2.1].map((mediaS) => doubtMsOf(fragments, mediaS))).toEqual([300, 300, 0]);
  });

  it('says nothing of rounding, nor of the gap after a stored segment', () => {
    expect(doubtMsOf([gop(0, 10_000), gop(2, 12_010)], 1)).toBe(0);
    expect(doubtMsOf([gop(0, 10_000), gop(2, 60_000, 1)], 1)).toBe(0);
  });
});
