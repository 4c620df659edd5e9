import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WakeUps } from '../../../src/relay/wake-ups.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('when many wait', () => {
  it('wakes those of one stretch together, near their time, and stops ticking after the last', () => {
    const wakeUps = new WakeUps();
    const woken: number[] = [];
    for (const delayMs of [1, 190, 200, 205, 1000]) wakeUps.after(delayMs, () => woken.push(Date.now()));
    const startMs = Date.now();
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(2000);
    expect(woken.map((atMs) => atMs - startMs)).toEqual([41, 205, 205, 205, 984]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves out what was cancelled, and takes what a task adds', () => {
    const wakeUps = new WakeUps();
    const woken: string[] = [];
    wakeUps.after(100, () => woken.push('cancelled'))();
    wakeUps.after(100, () => {
      woken.push('first');
      wakeUps.after(100, () => woken.push('second'));
    });
    vi.advanceTimersByTime(1000);
    expect(woken).toEqual(['first', 'second']);
  });
});
