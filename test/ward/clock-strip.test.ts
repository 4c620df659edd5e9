import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClock, stripCells } from '../../scripts/ward/clip/clock-strip.ts';
import { clockErrorMs, frameNumberAt, LOOP_FRAMES, LOOP_MS } from '../../scripts/ward/clip/loop.ts';

const anyClip = fc.nat({ max: 3 });
const anyLoopFrame = fc.nat({ max: LOOP_FRAMES - 1 });

/** A grey picture with the strip's cells along its top and noise of that many luma steps over it. */
function pictureOf(cells: number[], [width, height]: readonly [number, number], noise: number[] = [0]) {
  const gray = new Uint8Array(width * height).fill(128);
  const stripHeight = Math.round((height * 2) / 45);
  for (let i = 0; i < width * stripHeight; i++) {
    const cell = cells[Math.floor(((i % width) * cells.length) / width)] ?? 0;
    gray[i] = Math.max(0, Math.min(255, (cell === 1 ? 235 : 16) + (noise[i % noise.length] ?? 0)));
  }
  return gray;
}

describe('when a picture carries the clock strip', () => {
  it.each([
    ['main', [1280, 720]],
    ['sub', [320, 180]],
    ['a tile of a storyboard', [160, 90]],
  ] as const)('is read back in %s, through noise', (_, size) => {
    const noise = fc.array(fc.integer({ min: -70, max: 70 }), { minLength: 97, maxLength: 97 });
    fc.assert(
      fc.property(anyClip, anyLoopFrame, noise, (clip, loopFrame, steps) => {
        const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
        fc.pre(Math.abs(mean) < 25);
        const reading = readClock(pictureOf(stripCells(clip, loopFrame), size, steps), size[0], size[1]);
        // Two pixels of a tile's cell are little to average over: there it may give up, but not be wrong.
        if (reading === null) expect(size[0]).toBe(160);
        else expect(reading).toMatchObject({ clip, loopFrame, loopMs: (loopFrame * 1000) / 15 });
      }),
      { numRuns: 60 },
    );
  });

  it('is refused when up to three cells are misread', () => {
    const flips = fc.uniqueArray(fc.nat({ max: 39 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(anyClip, anyLoopFrame, flips, (clip, loopFrame, flipped) => {
        const cells = stripCells(clip, loopFrame).map((cell, i) => (flipped.includes(i) ? 1 - cell : cell));
        expect(readClock(pictureOf(cells, [320, 180]), 320, 180)).toBeNull();
      }),
    );
  });
});

describe('when a picture carries no clock strip', () => {
  it('reads nothing', () => {
    expect(readClock(new Uint8Array(320 * 180).fill(90), 320, 180)).toBeNull();
  });
});

describe('when a burnt-in clock is compared with a wall time', () => {
  it('takes the shortest way round the loop', () => {
    const anyError = fc.integer({ min: -LOOP_MS / 2, max: LOOP_MS / 2 - 1 });
    const anyWall = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(anyWall, anyError, (wallMs, errorMs) => {
        const loopMs = (wallMs + errorMs + 2 * LOOP_MS) % LOOP_MS;
        expect(clockErrorMs(loopMs, wallMs)).toBe(errorMs);
      }),
    );
  });

  it('shows at every instant the frame captured last', () => {
    expect([0, 66, 67, 97_999, 98_000].map(frameNumberAt)).toEqual([0, 0, 1, 1469, 1470]);
  });
});
