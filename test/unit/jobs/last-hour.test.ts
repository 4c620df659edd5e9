import { describe, expect, it } from 'vitest';
import { lastHourOf } from '../../../src/adapters/bullmq/last-hour.ts';

const minute = 60_000;
const noonMs = Date.parse('2026-11-21T12:00:30Z');
/** Two were done in the minute of `noonMs`; three, none and four in the minutes before, newest first. */
const metrics = { meta: { count: 9, prevTS: noonMs, prevCount: 7 }, data: [3, 0, 4], count: 3 };

describe('when BullMQ counted finished jobs', () => {
  it.each([
    ['at once', 0, 9],
    ['57 minutes later, when the oldest are an hour old', 57, 5],
    ['59 minutes later', 59, 2],
    ['an hour later', 60, 0],
    ['a day later', 1440, 0],
    ['by a clock that was set back', -5, 9],
  ])('counts those of the last hour %s', (_, minutes, doneInHour) => {
    expect(lastHourOf(metrics, noonMs + minutes * minute)).toEqual({ doneInHour, lastDoneMs: noonMs });
  });

  it('knows of none before the first', () => {
    const none = { meta: { count: 0, prevTS: 0, prevCount: 0 }, data: [], count: 0 };
    expect(lastHourOf(none, noonMs)).toEqual({ doneInHour: 0 });
  });
});
