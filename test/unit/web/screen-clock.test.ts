import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScreenClock } from '../../../src/web/watch/clock/screen-clock.ts';

describe('the one clock of several pictures', () => {
  it('stands until it is played, goes at its rate, and waits without being paused', () => {
    let now = 0;
    const clock = new ScreenClock(1_000, () => now);
    now = 500;
    expect(clock.ms).toBe(1_000);
    clock.play();
    now = 700;
    expect(clock.ms).toBe(1_200);
    clock.setRate(4);
    now = 800;
    expect(clock.ms).toBe(1_600);
    clock.wait(true);
    now = 5_000;
    expect([clock.ms, clock.isRunning, clock.isPaused]).toEqual([1_600, false, false]);
    clock.wait(false);
    now = 5_100;
    expect(clock.ms).toBe(2_000);
    clock.seek(9_000);
    now = 5_200;
    expect(clock.ms).toBe(9_400);
    clock.pause();
    now = 6_000;
    expect(clock.ms).toBe(9_400);
  });

  it('moves by what it ran, whatever is done to it, and jumps only by a seek', () => {
    const act = fc.record({
      afterMs: fc.nat(10_000),
      what: fc.constantFrom('play', 'pause', 'wait', 'goOn', 'slow', 'fast'),
    });
    fc.assert(
      fc.property(fc.array(act), (acts) => {
        let now = 0;
        const clock = new ScreenClock(0, () => now);
        let dueMs = 0;
        for (const { afterMs, what } of acts) {
          now += afterMs;
          if (clock.isRunning) dueMs += afterMs * clock.rate;
          expect(clock.ms).toBeCloseTo(dueMs, 3);
          if (what === 'play') clock.play();
          else if (what === 'pause') clock.pause();
          else if (what === 'slow' || what === 'fast') clock.setRate(what === 'slow' ? 1 : 4);
          else clock.wait(what === 'wait');
          expect(clock.ms).toBeCloseTo(dueMs, 3);
        }
      }),
    );
  });
});
