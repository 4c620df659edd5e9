import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reminderDueMs } from '../../../../src/access/request/urgency.ts';
import { dayMs, hourMs } from '../../../../src/core/index.ts';

const awaited = { atMs: 0, answerByMs: 2 * hourMs };

describe('when an answer is awaited', () => {
  it.each([
    ['before half of the time', hourMs - 1, undefined],
    ['at half of it', hourMs, hourMs],
    ['just before its end', 2 * hourMs - 1, hourMs],
    ['at its end', 2 * hourMs, 2 * hourMs],
    ['within a day after', 2 * hourMs + dayMs - 1, 2 * hourMs],
    ['every day after', 2 * hourMs + 3 * dayMs + 5, 2 * hourMs + 3 * dayMs],
  ])('reminds %s', (_, nowMs, dueMs) => {
    expect(reminderDueMs(awaited, nowMs)).toBe(dueMs);
  });

  it('names one reminder however often it is asked for, and never one to come', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(1e10), (atMs, lengthMs, laterMs) => {
        const nowMs = atMs + laterMs;
        const dueMs = reminderDueMs({ atMs, answerByMs: atMs + lengthMs }, nowMs);
        if (dueMs === undefined) return;
        expect(dueMs).toBeLessThanOrEqual(nowMs);
        expect(reminderDueMs({ atMs, answerByMs: atMs + lengthMs }, dueMs)).toBe(dueMs);
      }),
    );
  });
});
