import { expect, it } from 'vitest';
import { isInSpans, numbersBetween, spansOf, tookSegment } from '../../../src/log/index.ts';

it('makes spans of numbers, in any order and twice', () => {
  expect(spansOf([6, 3, 1, 2, 3, 4])).toEqual([1, 4, 6, 6]);
  expect(spansOf([])).toEqual([]);
});

it('says which numbers are in spans, and which lie between them', () => {
  const spans = [1, 4, 6, 6, 9, 9];
  expect([0, 1, 4, 5, 6, 7, 9, 10].filter((number) => isInSpans(spans, number))).toEqual([1, 4, 6, 9]);
  expect([...numbersBetween(spans)]).toEqual([8, 7, 5]);
  expect([...numbersBetween([])]).toEqual([]);
});

it('takes the segments that a deletion names, and those of its time where it names none', () => {
  const deletion = { t0: '2026-11-21T10:00:00.000Z', t1: '2026-11-21T10:02:00.000Z' };
  const segment = { seq: 7, t0: '2026-11-21T10:00:00.000Z', t1: '2026-11-21T10:01:00.000Z' };
  const took = (segs?: number[], given = segment) =>
    tookSegment({ ...deletion, ...(segs && { segs }) }, given);
  expect([took([6, 8]), took([6, 6, 8, 8]), took()]).toEqual([true, false, true]);
  expect(took(undefined, { ...segment, t1: '2026-11-21T10:02:00.001Z' })).toBe(false);
});
