import { afterEach, describe, expect, it, vi } from 'vitest';
import { WardClock } from '../../scripts/ward/ward-clock.ts';

afterEach(() => vi.useRealTimers());

describe('when the clock of the machine steps', () => {
  it.each([3_600_000, -3_600_000])('is followed, once (%i ms)', (stepMs) => {
    const clock = new WardClock();
    clock.followStep();
    const beforeMs = clock.nowMs();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + stepMs });
    expect([clock.followStep(), clock.followStep()]).toEqual([true, false]);
    expect(Math.abs(clock.nowMs() - beforeMs - stepMs)).toBeLessThan(1000);
  });
});
