import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Beat, Follower, type FollowingVideo } from '../../../src/web/watch/clock/follower.ts';
import { type FootageAt, footageAt } from '../../../src/web/watch/clock/footage-at.ts';

const onClockMs = 100;
const beatMs = 16;

/** A video that goes a little wrong, and takes its time to seek. */
interface Machine {
  readonly seekMs: number;
  /** How much of the asked rate it plays. */
  readonly share: number;
  readonly rate: number;
  /** From the clock's, at the beginning. */
  readonly offMs: number;
}

/** Follows a clock that begins at 0 for so long; answers how far off the video was at each beat. */
function followed({ seekMs, share, rate, offMs }: Machine, forMs: number): number[] {
  const follower = new Follower();
  let video: FollowingVideo = { positionMs: offMs, isPaused: true, isReady: true };
  let [playRate, readyAtMs] = [rate, 0];
  const offs: number[] = [];
  for (let nowMs = 0; nowMs < forMs; nowMs += beatMs) {
    const beat: Beat = { ms: nowMs * rate, rate, isPaused: false, isRunning: true, nowMs };
    if (!video.isReady && nowMs >= readyAtMs) video = { ...video, isReady: true };
    const move = follower.next(beat, video, { kind: 'here' }, true);
    if (move.kind === 'aim') {
      video = { positionMs: move.ms, isPaused: true, isReady: false };
      readyAtMs = nowMs + seekMs;
    } else if (move.kind === 'play') {
      playRate = move.rate;
      video = { ...video, isPaused: false };
    } else if (move.kind === 'pause') video = { ...video, isPaused: true };
    const { positionMs = 0, isPaused, isReady } = video;
    if (!isPaused && isReady) video = { ...video, positionMs: positionMs + beatMs * playRate * share };
    offs.push(positionMs - beat.ms);
  }
  return offs;
}

describe('a picture that follows the clock', () => {
  it('comes within 100 ms of it and stays there, from wherever it begins and however long a seek takes', () => {
    const machine = fc.record({
      seekMs: fc.integer({ min: 0, max: 1_500 }),
      share: fc.double({ min: 0.96, max: 1.04, noNaN: true }),
      rate: fc.constantFrom(0.5, 1, 2, 4),
      offMs: fc.integer({ min: -60_000, max: 60_000 }),
    });
    fc.assert(
      fc.property(machine, (each) => {
        const late = followed(each, 20_000).slice(-300);
        expect(Math.max(...late.map(Math.abs))).toBeLessThanOrEqual(onClockMs);
      }),
      // Ahead by as much as a slow clock takes 15 s for.
      { examples: [[{ seekMs: 0, share: 0.96, rate: 0.5, offMs: 7_701 }]] },
    );
  });

  it('shows single pictures where the machine does not keep up, and tries all of them again later', () => {
    const follower = new Follower();
    const behind: FollowingVideo = { positionMs: 0, isPaused: false, isReady: true };
    const at = (nowMs: number): Beat => ({ ms: nowMs, rate: 1, isPaused: false, isRunning: true, nowMs });
    const paces = [1_000, 2_000, 3_000, 4_000, 5_000, 30_000].map((nowMs) => {
      follower.next(at(nowMs), behind, { kind: 'here' });
      return follower.pace(at(nowMs));
    });
    expect(paces).toEqual(['full', 'full', 'full', 'stills', 'stills', 'full']);
  });

  it('goes to the very instant at which the clock stands, once, and stays', () => {
    const follower = new Follower();
    const beat: Beat = { ms: 5_000, rate: 1, isPaused: true, isRunning: false, nowMs: 0 };
    const video: FollowingVideo = { positionMs: 4_990, isPaused: false, isReady: true };
    expect(follower.next(beat, video, { kind: 'here' })).toEqual({ kind: 'aim', ms: 5_000 });
    const sent = { ...video, isPaused: true };
    expect(follower.next(beat, sent, { kind: 'here' })).toEqual({ kind: 'stay' });
    expect(follower.next({ ...beat, ms: 6_000 }, sent, { kind: 'here' })).toEqual({ kind: 'aim', ms: 6_000 });
  });

  it('waits in a gap at its end, and plays from there when the clock comes', () => {
    const follower = new Follower();
    const gap: FootageAt = { kind: 'none', nextMs: 20_000 };
    const at = (ms: number): Beat => ({ ms, rate: 1, isPaused: false, isRunning: true, nowMs: ms });
    const playing: FollowingVideo = { positionMs: 20_010, isPaused: false, isReady: true };
    expect(follower.next(at(10_000), playing, gap)).toEqual({ kind: 'aim', ms: 20_000 });
    const there: FollowingVideo = { positionMs: 20_000, isPaused: true, isReady: true };
    expect(follower.next(at(15_000), there, gap)).toEqual({ kind: 'stay' });
    expect(follower.next(at(20_005), there, { kind: 'here' })).toEqual({ kind: 'play', rate: 1 });
  });
});

describe('what a playlist has of an instant', () => {
  const fragments = [
    { start: 0, duration: 2, programDateTime: 10_000, cc: 0 },
    { start: 2, duration: 2, programDateTime: 12_100, cc: 0 },
    { start: 4, duration: 2, programDateTime: 14_150, cc: 1 },
    { start: 6, duration: 2, programDateTime: 40_000, cc: 2 },
  ];

  it.each([
    [9_999, { kind: 'none', nextMs: 10_000 }],
    [10_000, { kind: 'here' }],
    // A GOP that lasts longer by our clock than by the camera's is no gap, and neither is the border of two segments.
    [12_050, { kind: 'here' }],
    [14_120, { kind: 'here' }],
    [16_200, { kind: 'none', nextMs: 40_000 }],
    [41_999, { kind: 'here' }],
    [42_000, { kind: 'none', nextMs: undefined }],
  ])('%i', (ms, expected) => {
    expect(footageAt(fragments, ms)).toEqual(expected);
  });
});
