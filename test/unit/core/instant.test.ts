import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, formatInstant } from '../../../src/core/index.ts';

const midnightMs = Date.parse('2026-11-21T00:00:00Z');

describe('when an instant is written', () => {
  it('reads as the calendar writes it, also of a day that was written before, and parts of a millisecond', () => {
    const instant = fc.oneof(
      fc.integer({ min: -8.64e15, max: 8.64e15 }),
      fc.integer({ min: -2 * dayMs, max: 2 * dayMs }).map((ms) => midnightMs + ms),
      fc.double({ min: -1e12, max: 1e13, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(instant, { maxLength: 300 }), (instants) => {
        for (const each of [...instants, ...instants])
          expect(formatInstant(each)).toBe(new Date(each).toISOString());
      }),
    );
  });

  it('refuses what is no instant', () => {
    for (const each of [Number.NaN, Number.POSITIVE_INFINITY, 9e15])
      expect(() => formatInstant(each)).toThrow(RangeError);
  });
});
