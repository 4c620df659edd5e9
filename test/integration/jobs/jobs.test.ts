import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError, currentLogFields, unavailable } from '../../../src/core/index.ts';
import { type JobOutcome, jobId, jobTable } from '../../../src/jobs/index.ts';
import { RedisWay, TestRedis } from '../../support/redis.ts';
import { JobBench } from './job-bench.ts';

let redis: TestRedis;
let bench: JobBench;

beforeAll(async () => {
  redis = await TestRedis.start();
});
afterAll(() => redis.close());

beforeEach(async () => {
  bench = new JobBench(redis.url);
  await bench.connected();
});
afterEach(() => bench.close());

/** A process whose calls a test awaits and answers one by one. */
function byHand() {
  const calls: { payload: unknown; answer: (how: JobOutcome | Error) => void }[] = [];
  const process = (payload: unknown) =>
    new Promise<JobOutcome>((resolve, reject) => {
      const answer = (how: JobOutcome | Error) => (how instanceof Error ? reject(how) : resolve(how));
      calls.push({ payload, answer });
      bench.events.emit('call');
    });
  const call = async (index: number) => {
    while (calls.length <= index) await once(bench.events, 'call');
    const found = calls[index];
    if (!found) throw new Error('no call');
    return found;
  };
  return { calls, process, call };
}

const idle = async (queue: ReturnType<JobBench['queue']>) => {
  const counts = await queue.getJobCounts();
  return Object.values(counts).every((count) => count === 0);
};

describe('when a job is added', () => {
  it('is done by a worker of its queue, with its payload', async () => {
    const hand = byHand();
    bench.work('record-camera', hand.process);
    const job = bench.recordCamera();
    await job.add();
    const { payload, answer } = await hand.call(0);
    expect(payload).toEqual(job.payload);
    answer('done');
  });

  it('is named in every line that its processor logs', async () => {
    const fields = new Promise((resolve) => {
      bench.work('record-camera', async () => {
        await Promise.resolve();
        resolve(currentLogFields());
        return 'done';
      });
    });
    const { add, payload } = bench.recordCamera();
    await add();
    expect(await fields).toEqual({ job: 'record-camera', jobId: jobId('record-camera', payload) });
  });

  it('is queued once while it waits or runs, and again when it is over', async () => {
    const job = bench.recordCamera();
    const queue = bench.queue('record-camera');
    await job.add();
    await job.add();
    expect(await queue.getWaitingCount()).toBe(1);
    const hand = byHand();
    bench.work('record-camera', hand.process);
    const first = await hand.call(0);
    await job.add();
    expect(await queue.getJobCounts('waiting', 'active')).toEqual({ waiting: 0, active: 1 });
    const other = bench.recordCamera();
    await other.add();
    first.answer('done');
    const second = await hand.call(1);
    expect(second.payload).toEqual(other.payload);
    await job.add();
    second.answer('skipped');
    expect((await hand.call(2)).payload).toEqual(job.payload);
    hand.calls[2]?.answer('done');
  });

  it.each([
    ['done', 'done' as const],
    ['failed', new AppError('invalid', 'of-no-use', 'no')],
  ])('is done once more when it does what is due and was asked for while it ran, %s', async (_, how) => {
    const queue = bench.queue('expire-segments');
    const job = bench.expireSegments();
    await job.add();
    await job.add();
    expect(await queue.getWaitingCount()).toBe(1);
    const hand = byHand();
    const worker = bench.work('expire-segments', hand.process);
    const first = await hand.call(0);
    for (let i = 0; i < 3; i++) await job.add();
    expect(await queue.getJobCounts('waiting', 'active')).toEqual({ waiting: 0, active: 1 });
    first.answer(how);
    (await hand.call(1)).answer('done');
    await worker.close();
    expect(await idle(queue)).toBe(true);
    expect(hand.calls).toHaveLength(2);
  });

  it('leaves nothing behind when it was done, skipped or failed', async () => {
    const queue = bench.queue('record-camera');
    const hand = byHand();
    const worker = bench.work('record-camera', hand.process);
    for (const [i, how] of (['done', 'skipped', new Error('no')] as const).entries()) {
      await bench.recordCamera().add();
      (await hand.call(i)).answer(how);
    }
    await bench.failures(1);
    await worker.close();
    expect(await idle(queue)).toBe(true);
  });
});

describe('when a job fails', () => {
  it('never blocks the next one of its id', async () => {
    const job = bench.recordCamera();
    const hand = byHand();
    bench.work('record-camera', hand.process);
    for (let i = 0; i < 3; i++) {
      await job.add();
      const failed = bench.failures(1);
      (await hand.call(i)).answer(unavailable('catalogue-unavailable', 'down'));
      await failed;
    }
    expect(hand.calls).toHaveLength(3);
  });

  it.each([
    unavailable('store-unavailable', 'down'),
    new AppError('forbidden', 'store-denied', 'the key was changed'),
    new AppError('internal', 'bug', 'a defect of ours'),
    new Error('unforeseen'),
  ])('is tried again, later: %o (I10)', async (error) => {
    const hand = byHand();
    bench.work('ingest-segment', hand.process);
    await bench.ingestSegment().add();
    const failed = bench.failures(1);
    const first = await hand.call(0);
    const failedAtMs = performance.now();
    first.answer(error);
    expect(await failed).toMatchObject([{ error: error.message }]);
    (await hand.call(1)).answer('done');
    // Half a second at least: a backoff of a second with half of it jitter.
    expect(performance.now() - failedAtMs).toBeGreaterThan(400);
  });

  it('is not tried again when the job itself is wrong', async () => {
    const queue = bench.queue('ingest-segment');
    const hand = byHand();
    const worker = bench.work('ingest-segment', hand.process);
    await bench.ingestSegment().add();
    const failed = bench.failures(1);
    (await hand.call(0)).answer(new AppError('invalid', 'of-no-use', 'it never will be'));
    expect(await failed).toMatchObject([{ error: 'of-no-use: it never will be' }]);
    await worker.close();
    expect(await idle(queue)).toBe(true);
  });

  it.each([
    ['ingest-segment', false],
    ['record-camera', true],
  ] as const)('knows whether it is tried again: %s', async (name, isLast) => {
    const tried = new Promise((resolve) => {
      bench.work(name, async (_, attempt) => {
        resolve(attempt);
        return 'done';
      });
    });
    await (isLast ? bench.recordCamera() : bench.ingestSegment()).add();
    expect(await tried).toEqual({ isLast });
  });

  it('is refused before any work when its payload is not what the table says', async () => {
    const queue = bench.queue('ingest-segment');
    const hand = byHand();
    const worker = bench.work('ingest-segment', hand.process);
    const failed = bench.failures(1);
    const { payload } = bench.ingestSegment();
    await queue.add(
      'ingest-segment',
      { ...payload, streamId: '../../etc' },
      { attempts: 4, removeOnFail: true },
    );
    expect((await failed)[0]?.error).toMatch(/^job-payload-invalid/);
    await worker.close();
    expect(await idle(queue)).toBe(true);
    expect(hand.calls).toEqual([]);
  });
});

describe('when a worker is killed while it records a camera', () => {
  it('blocks that stream for a moment only: another takes the job', async () => {
    const way = await RedisWay.to(redis);
    const killed = byHand();
    bench.workUntilKilled('record-camera', killed.process, way.url);
    const job = bench.recordCamera();
    await job.add();
    await killed.call(0);
    // No word to Redis any more, as after SIGKILL: its lock is not renewed.
    const cutAtMs = performance.now();
    await way.cut();
    const hand = byHand();
    bench.work('record-camera', hand.process);
    const { payload, answer } = await hand.call(0);
    expect(payload).toEqual(job.payload);
    // Renewed at half of its time, a lock such as other jobs have would still last.
    expect(performance.now() - cutAtMs).toBeLessThan(jobTable['ingest-segment'].lockMs / 2);
    answer('done');
  });
});

describe('when a job is scheduled', () => {
  it('is put up once, and begins at once, however often it is asked for', async () => {
    const { siteId } = bench.where;
    // The border of a slot hardly ever falls into the test.
    const everyMs = 365 * 86_400_000;
    const queue = bench.queue('watch-coverage');
    const next = async () =>
      (await queue.getJobSchedulers()).map(({ key, next, every }) => ({ key, next, every }));
    await bench.jobs.schedule('watch-coverage', { siteId }, everyMs);
    const before = await next();
    for (let i = 0; i < 5; i++) await bench.jobs.schedule('watch-coverage', { siteId }, everyMs);
    expect(await next()).toEqual(before);
    expect(before).toMatchObject([{ key: 'every_watch-coverage', every: everyMs }]);
    expect(await queue.getJobCountByTypes('waiting', 'delayed')).toBe(1);
  });

  it('is done in every slot, and tried again as the table says', async () => {
    const hand = byHand();
    bench.work('prepare-partitions', hand.process);
    await bench.jobs.schedule('prepare-partitions', {}, 500);
    for (let i = 0; i < 3; i++) (await hand.call(i)).answer('done');
    const [scheduler] = await bench.queue('prepare-partitions').getJobSchedulers();
    expect(scheduler?.template?.opts).toMatchObject({ attempts: 10, backoff: { delay: 5_000 } });
  });
});
