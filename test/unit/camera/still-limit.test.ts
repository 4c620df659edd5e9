import { describe, expect, it } from 'vitest';
import { refuseMoreStills, stillAllowance } from '../../../src/camera/index.ts';
import { dayMs, hourMs, minuteMs } from '../../../src/core/index.ts';

const enrolledAtMs = Date.parse('2026-11-21T12:00:00Z');
const afterMs = (passedMs: number) => stillAllowance(enrolledAtMs, enrolledAtMs + passedMs);

describe('when a camera shows pictures outside any request', () => {
  it('shows 30 in the hour after its enrolment, and then six in 24 hours', () => {
    expect(afterMs(0).most).toBe(30);
    expect(afterMs(hourMs - 1).most).toBe(30);
    expect(afterMs(hourMs)).toEqual({ most: 6, sinceMs: enrolledAtMs + hourMs, forMs: dayMs });
    expect(afterMs(3 * dayMs)).toEqual({ most: 6, sinceMs: enrolledAtMs + 2 * dayMs, forMs: dayMs });
  });

  it('counts a picture of the very instant of its enrolment', () => {
    expect(afterMs(minuteMs).sinceMs).toBeLessThan(enrolledAtMs);
  });

  it('shows six of a camera that was enrolled after now: a clock that was set back opens no hour of aiming', () => {
    expect(afterMs(-3 * hourMs)).toEqual({
      most: 6,
      sinceMs: enrolledAtMs - 3 * hourMs - dayMs,
      forMs: dayMs,
    });
  });

  it('refuses the next until the oldest that counts is old enough', () => {
    const allowance = afterMs(2 * hourMs);
    const shown = [1, 2, 3, 4, 5, 6].map((minute) => enrolledAtMs + hourMs + minute * minuteMs);
    expect(() => refuseMoreStills(shown.slice(1), allowance)).not.toThrow();
    expect(() => refuseMoreStills(shown, allowance)).toThrow(
      /6 new pictures in 24 hours .* 2026-11-22T13:01:00/,
    );
  });
});
