import { describe, expect, it } from 'vitest';
import { waitingSinceMs } from '../../../src/adapters/bullmq/queue-reader.ts';
import { leftMsOf } from '../../../src/web/jobs/left-ms.ts';

const nowMs = 1_000_000;
const aJob = { timestamp: 400_000, attemptsMade: 0, opts: {} };

describe('when the oldest waiting job of a queue is looked at', () => {
  it('waits since it was queued', () => expect(waitingSinceMs(aJob, nowMs)).toBe(400_000));

  it('waits since it came due, where it was queued for later', () =>
    expect(waitingSinceMs({ ...aJob, opts: { delay: 500_000 } }, nowMs)).toBe(900_000));

  it('waits since its last try, after a failure', () =>
    expect(waitingSinceMs({ ...aJob, attemptsMade: 1, processedOn: 950_000 }, nowMs)).toBe(950_000));

  it.each([Number.NaN, -1])('tells no time that cannot be: %s', (timestamp) =>
    expect(waitingSinceMs({ ...aJob, timestamp }, nowMs)).toBeUndefined(),
  );

  it('waits since now, where its time is to come by our clock', () =>
    expect(waitingSinceMs({ ...aJob, timestamp: 9e15 }, nowMs)).toBe(nowMs));
});

describe('when the rest of a queue is estimated', () => {
  it('takes the pace of its last hour', () =>
    expect(leftMsOf({ doneInHour: 120, waiting: 29, running: 1 })).toBe(900_000));

  it('tells nothing of a queue that stood still', () =>
    expect(leftMsOf({ doneInHour: 0, waiting: 5, running: 0 })).toBeUndefined());
});
