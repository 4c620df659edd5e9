import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, gapReasons } from '../../../src/recording/index.ts';
import { cutOffsetMs, isStuck } from '../../../src/recording/watchdog.ts';

describe('when tries fail', () => {
  it('waits longer each time, up to a bound, never in step with others', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.constantFrom(...gapReasons),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, reason, chance) => {
          const waitMs = backoffMs(failures, reason, chance);
          expect(waitMs).toBeGreaterThanOrEqual(750);
          expect(waitMs).toBeLessThanOrEqual(reason === 'auth' ? 750_000 : 75_000);
        },
      ),
    );
    expect(backoffMs(3, 'offline', 0.5)).toBe(8_000);
  });

  it('does not lock a camera by trying a refused password at once', () => {
    expect(backoffMs(0, 'auth', 0)).toBeGreaterThanOrEqual(45_000);
  });
});

describe('when no segment closes', () => {
  it('gives a camera with a GOP of minutes the time it needs (quirk 23)', () => {
    const sinceSegmentMs = 170_000;
    expect(isStuck({ segmentMs: 60_000, gopMs: undefined, sinceSegmentMs })).toBe(true);
    expect(isStuck({ segmentMs: 60_000, gopMs: 120_000, sinceSegmentMs })).toBe(false);
  });
});

describe('when many streams are recorded', () => {
  it('spreads their cuts over the segment length', () => {
    const slots = new Array<number>(10).fill(0);
    for (let i = 0; i < 1000; i++) {
      const slot = Math.floor(cutOffsetMs(`str_${i}`, 60_000) / 6_000);
      slots[slot] = (slots[slot] ?? 0) + 1;
    }
    expect(Math.min(...slots)).toBeGreaterThan(50);
    expect(Math.max(...slots)).toBeLessThan(200);
  });
});
