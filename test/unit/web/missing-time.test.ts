import { describe, expect, it } from 'vitest';
import { missingAfter, missingAt, missingBetween } from '../../../src/web/player/missing.ts';

const long = { fromMs: 10_000, toMs: 30_000 };
const short = { fromMs: 40_000, toMs: 40_300 };
const times = [long, short];

describe('when time without footage is looked for', () => {
  it.each([
    [9_999, undefined],
    [10_000, long],
    [29_999, long],
    [30_000, undefined],
    [40_100, undefined],
  ])('at %i ms', (ms, found) => {
    expect(missingAt(times, ms)).toBe(found);
  });

  it.each([
    ['over it', 9_950, 30_010, long],
    ['over it, its borders off by some frames', 10_100, 29_800, long],
    ['before it', 9_000, 9_950, undefined],
    ['behind it', 30_010, 30_070, undefined],
    ['backwards', 30_010, 9_950, undefined],
    ['over a short one', 39_950, 40_350, undefined],
  ])('between two frames: %s', (_, beforeMs, nowMs, found) => {
    expect(missingBetween(times, beforeMs, nowMs)).toBe(found);
  });

  it.each([
    ['a frame before it', 9_950, long],
    ['some frames within it, its border off', 10_100, long],
    ['long before it', 8_900, undefined],
    ['behind it', 30_010, undefined],
    ['before a short one', 39_950, undefined],
  ])('where the last frame is %s', (_, lastMs, found) => {
    expect(missingAfter(times, lastMs)).toBe(found);
  });
});
