import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeTimes } from '../../../src/media/index.ts';

const stepTicks = 3_600;
/** Order of decoding of pictures 0, 1, 2 … in order of showing. */
const orders = {
  'no B-frames': [0, 1, 2, 3, 4, 5],
  'two B-frames': [0, 3, 1, 2, 5, 4],
  'a pyramid': [0, 4, 2, 1, 3, 5],
  'leading pictures': [2, 0, 1, 5, 3, 4],
} as const;

/** Decode and presentation times of GOPs of one order, one after another. */
function timed(order: readonly number[], gops: number) {
  const times = new DecodeTimes(stepTicks);
  const shown = Array.from({ length: gops }, (_, gop) =>
    order.map((place) => (gop * order.length + place) * stepTicks),
  );
  return shown.map((ticks, gop) => ({ ticks, ...times.ofGop(ticks, shown[gop + 1]?.[0]) }));
}

describe('when only presentation times are known', () => {
  it.each(Object.entries(orders))('decodes each picture in time, and none together; %s', (_, order) => {
    const gops = timed(order, 4);
    const decoded = gops.flatMap(({ decodeTicks }) => decodeTicks);
    const shown = gops.flatMap(({ ticks }) => ticks);
    for (const [i, ticks] of decoded.entries()) {
      expect(ticks).toBeLessThanOrEqual(shown[i] ?? 0);
      if (i > 0) expect(ticks - (decoded[i - 1] ?? 0)).toBe(stepTicks);
    }
  });

  it('lets the next GOP begin where the one before it ends', () => {
    const gops = timed(orders['two B-frames'], 4);
    for (const [i, { untilTicks }] of gops.slice(0, -1).entries())
      expect(gops[i + 1]?.decodeTicks[0]).toBe(untilTicks);
  });

  it('decodes when it shows, without B-frames, also at an uneven pace', () => {
    const shown = [0, 3_000, 9_000, 9_500];
    expect(new DecodeTimes(stepTicks).ofGop(shown, 20_000)).toEqual({
      decodeTicks: shown,
      untilTicks: 20_000,
      endTicks: 20_000,
    });
  });

  it('ends the last picture a step later', () => {
    expect(timed(orders['no B-frames'], 2).at(-1)?.endTicks).toBe(12 * stepTicks);
    expect(new DecodeTimes(stepTicks).ofGop([0], undefined).endTicks).toBe(stepTicks);
  });

  it('never goes back, whatever a camera says', () => {
    const gop = fc.array(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(gop, { minLength: 1, maxLength: 5 }), (gops) => {
        const times = new DecodeTimes(stepTicks);
        let lastTicks = Number.NEGATIVE_INFINITY;
        for (const [i, shown] of gops.entries()) {
          const { decodeTicks, untilTicks } = times.ofGop(shown, gops[i + 1]?.[0]);
          expect(decodeTicks).toHaveLength(shown.length);
          for (const ticks of [...decodeTicks, untilTicks]) {
            expect(ticks).toBeGreaterThanOrEqual(lastTicks);
            lastTicks = ticks;
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
