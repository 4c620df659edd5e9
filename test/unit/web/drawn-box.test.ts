import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boxBetween,
  type DrawnBox,
  leastBoxSide,
  withSide,
} from '../../../src/web/watch/changed/drawn-box.ts';
import { offeredStretches } from '../../../src/web/watch/changed/stretches.ts';

const spot = fc.record({
  x: fc.double({ min: -2, max: 2, noNaN: true }),
  y: fc.double({ min: -2, max: 2, noNaN: true }),
});

function expectTaken({ left, top, width, height }: DrawnBox): void {
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(leastBoxSide);
  expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
  expect(Math.max(left + width, top + height)).toBeLessThanOrEqual(1 + 1e-9);
}

describe('when a box is drawn on a picture', () => {
  it('lies within the picture and is large enough, wherever the pointer went', () => {
    fc.assert(fc.property(spot, spot, (one, other) => expectTaken(boxBetween(one, other))));
  });

  it('has the two points as its corners', () => {
    const drawn = boxBetween({ x: 0.5, y: 0.25 }, { x: 0.25, y: 0.75 });
    expect(drawn).toEqual({ left: 0.25, top: 0.25, width: 0.25, height: 0.5 });
  });

  it('stays so when a side is typed', () => {
    const sides = fc.constantFrom('left', 'top', 'width', 'height');
    fc.assert(
      fc.property(spot, spot, sides, fc.double({ min: -3, max: 3 }), (one, other, side, value) =>
        expectTaken(withSide(boxBetween(one, other), side, value)),
      ),
    );
  });
});

describe('when a time to search is chosen', () => {
  const hourMs = 3_600_000;
  const frameMs = 10 * hourMs;

  it('offers the marked stretch first, and nothing outside the request', () => {
    const opened = { fromMs: frameMs - 5 * 60_000, toMs: frameMs + 2 * hourMs };
    const marked = { fromMs: frameMs - 1_000, toMs: frameMs + 1_000 };
    expect(offeredStretches({ opened, marked, frameMs })).toEqual({
      marked,
      quarter: { fromMs: opened.fromMs, toMs: frameMs + 15 * 60_000 },
      hour: { fromMs: opened.fromMs, toMs: frameMs + hourMs },
      all: opened,
    });
  });

  it('offers no time twice, and none that is longer than the service takes', () => {
    const short = { fromMs: frameMs - 60_000, toMs: frameMs + 60_000 };
    expect(Object.keys(offeredStretches({ opened: short, marked: {}, frameMs }))).toEqual(['all']);
    const long = { fromMs: frameMs - 5 * hourMs, toMs: frameMs + 5 * hourMs };
    expect(Object.keys(offeredStretches({ opened: long, marked: {}, frameMs }))).toEqual(['quarter', 'hour']);
  });
});
