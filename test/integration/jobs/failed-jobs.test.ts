import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError, dayMs, unavailable } from '../../../src/core/index.ts';
import { failedJobsKept, jobId, queueName, redisPrefix } from '../../../src/jobs/index.ts';
import { noonMs } from '../../support/hand-clock.ts';
import { TestRedis } from '../../support/redis.ts';
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

const down = unavailable('catalogue-unavailable', 'connect ECONNREFUSED /srv/secret/socket');

describe('when the last try of a job fails', () => {
  it('keeps what it was and the code of its cause, and nothing of its message', async () => {
    bench.work('record-camera', () => Promise.reject(down));
    const { add, payload } = bench.recordCamera();
    const failed = bench.failures(1);
    await add();
    expect(await failed).toMatchObject([{ error: down.message }]);
    const queue = queueName('record-camera', bench.where);
    const kept = await bench.failed.list(queue, 'open', { offset: 0, limit: 10, nowMs: noonMs });
    expect(kept).toEqual([
      {
        id: jobId('record-camera', payload),
        name: 'record-camera',
        payload,
        code: 'catalogue-unavailable',
        failures: 1,
        firstAtMs: noonMs,
        lastAtMs: noonMs,
      },
    ]);
    expect(await bench.failed.counts(queue, noonMs)).toEqual({ open: 1, dropped: 0 });
    expect(await everythingIn(bench)).not.toContain('secret');
  });

  it('keeps a job whose payload is not what the table says, without the payload', async () => {
    const queue = bench.queue('ingest-segment');
    bench.work('ingest-segment', () => Promise.resolve('done'));
    const failed = bench.failures(1);
    await queue.add('ingest-segment', { streamId: '../../etc' }, { attempts: 4, removeOnFail: true });
    await failed;
    const kept = await bench.failed.list(queue.name, 'open', { offset: 0, limit: 10, nowMs: noonMs });
    expect(kept).toMatchObject([
      { id: 'ingest-segment_unreadable', code: 'job-payload-invalid', failures: 1 },
    ]);
    expect(kept[0]).not.toHaveProperty('payload');
  });

  it('keeps nothing of a try that is followed by another', async () => {
    const tried = once(bench.events, 'tried');
    bench.work('ingest-segment', () => {
      bench.events.emit('tried');
      return Promise.reject(down);
    });
    const failed = bench.failures(1);
    await bench.ingestSegment().add();
    await tried;
    await failed;
    const queue = queueName('ingest-segment', bench.where);
    expect(await bench.failed.counts(queue, noonMs)).toEqual({ open: 0, dropped: 0 });
    const [waiting] = await bench.queue('ingest-segment').getDelayed();
    expect(waiting).toMatchObject({ failedReason: 'catalogue-unavailable', stacktrace: [] });
  });

  it('counts it as done when a later one of its id is done, and forgets its failures when that fails again', async () => {
    const answers = [down, down, 'done', new AppError('internal', 'bug', 'a defect')] as const;
    let call = 0;
    bench.work('record-camera', () => {
      const answer = answers[call++];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve('done');
    });
    const job = bench.recordCamera();
    const queue = queueName('record-camera', bench.where);
    const id = jobId('record-camera', job.payload);
    const fails = async () => {
      const failed = bench.failures(1);
      await job.add();
      await failed;
      bench.clock.advance(1_000);
    };
    await fails();
    await fails();
    const twice = { id, failures: 2, firstAtMs: noonMs, lastAtMs: noonMs + 1_000 };
    expect(await bench.failed.find(queue, id)).toMatchObject(twice);
    await job.add();
    await vi.waitUntil(async () => (await bench.failed.find(queue, id))?.doneAtMs !== undefined);
    expect(await bench.failed.find(queue, id)).toMatchObject({ ...twice, doneAtMs: noonMs + 2_000 });
    expect(await bench.failed.counts(queue, noonMs + 2_000)).toEqual({ open: 0, dropped: 0 });
    await fails();
    const again = await bench.failed.find(queue, id);
    expect(again).toMatchObject({ code: 'bug', failures: 1, firstAtMs: noonMs + 2_000 });
    expect(again).not.toHaveProperty('doneAtMs');
  });
});

describe('when a person queues a failed job again', () => {
  const failure = { id: 'job', name: 'watch-coverage', code: 'internal', atMs: noonMs } as const;

  it('stays done when its worker is faster than that is noted', async () => {
    const queue = `q-${randomUUID()}`;
    await bench.failed.keep(queue, failure);
    await Promise.all([
      bench.failed.markQueued(queue, ['job'], noonMs + 1),
      bench.failed.settle(queue, 'job', noonMs + 2),
      bench.failed.markQueued(queue, ['job'], noonMs + 3),
    ]);
    const kept = { queuedAtMs: noonMs + 3, doneAtMs: noonMs + 2 };
    expect(await bench.failed.find(queue, 'job')).toMatchObject(kept);
    expect(await bench.failed.counts(queue, noonMs + 3)).toEqual({ open: 0, dropped: 0 });
  });

  it('is no longer called queued when it fails again', async () => {
    const queue = `q-${randomUUID()}`;
    await bench.failed.keep(queue, failure);
    await bench.failed.markQueued(queue, ['job'], noonMs + 1);
    expect(await bench.failed.find(queue, 'job')).toMatchObject({ queuedAtMs: noonMs + 1 });
    await bench.failed.keep(queue, { ...failure, atMs: noonMs + 2 });
    expect(await bench.failed.find(queue, 'job')).not.toHaveProperty('queuedAtMs');
  });
});

describe('when a queue is read', () => {
  const page = { offset: 0, limit: 10 };
  const queueOf = (name: 'ingest-segment' | 'record-camera') => queueName(name, bench.where);

  it('shows a job that runs, and counts it when it is done', async () => {
    const running = once(bench.events, 'running');
    bench.work('record-camera', async () => {
      const ended = once(bench.events, 'end');
      bench.events.emit('running');
      await ended;
      return 'done';
    });
    const { add, payload } = bench.recordCamera();
    const before = Date.now();
    await add();
    await running;
    const shown = await bench.reader.list(queueOf('record-camera'), 'running', page);
    expect(shown).toMatchObject([{ state: 'running', payload, failures: 0 }]);
    expect(shown[0]?.sinceMs).toBeGreaterThanOrEqual(before);
    expect(await bench.reader.counts(queueOf('record-camera'), before)).toMatchObject({ running: 1 });
    bench.events.emit('end');
    const done = await vi.waitUntil(async () => {
      const counts = await bench.reader.counts(queueOf('record-camera'), Date.now());
      return counts.running === 0 && counts;
    });
    expect(done).toMatchObject({ waiting: 0, delayed: 0, doneInHour: 1 });
    expect(done.lastDoneMs).toBeGreaterThanOrEqual(before);
  });

  it('shows a job that waits for another try, and the code of the last one', async () => {
    bench.work('ingest-segment', () => Promise.reject(down));
    const failed = bench.failures(1);
    await bench.ingestSegment().add();
    await failed;
    const shown = await bench.reader.list(queueOf('ingest-segment'), 'delayed', page);
    expect(shown).toMatchObject([{ state: 'delayed', failures: 1, code: 'catalogue-unavailable' }]);
    expect(shown[0]?.dueAtMs).toBeGreaterThan(shown[0]?.sinceMs ?? 0);
  });
});

describe('when more jobs fail than are kept', () => {
  const failure = (n: number, atMs: number) =>
    ({ id: `job_${n}`, name: 'watch-coverage', code: 'internal', atMs }) as const;

  it('keeps the newest, and says how many were dropped', async () => {
    const queue = `q-${randomUUID()}`;
    const { perQueue } = failedJobsKept;
    for (let n = 0; n < perQueue + 7; n++) await bench.failed.keep(queue, failure(n, noonMs + n));
    const nowMs = noonMs + perQueue;
    expect(await bench.failed.counts(queue, nowMs)).toEqual({ open: perQueue, dropped: 7 });
    const page = await bench.failed.list(queue, 'open', { offset: perQueue - 2, limit: 10, nowMs });
    expect(page.map(({ id }) => id)).toEqual(['job_8', 'job_7']);
    expect(await bench.failed.find(queue, 'job_6')).toBeUndefined();
    expect(await bench.producer.hlen(`${redisPrefix(bench.where.wardId)}:failed-jobs:${queue}`)).toBe(
      perQueue,
    );
  });

  it('keeps each for seven days', async () => {
    const queue = `q-${randomUUID()}`;
    await bench.failed.keep(queue, failure(1, noonMs));
    const list = (nowMs: number) => bench.failed.list(queue, 'open', { offset: 0, limit: 10, nowMs });
    expect(await list(noonMs + 7 * dayMs)).toHaveLength(1);
    expect(await list(noonMs + 7 * dayMs + 1)).toEqual([]);
    await bench.failed.keep(queue, failure(2, noonMs + 8 * dayMs));
    expect(await bench.failed.find(queue, 'job_1')).toBeUndefined();
    expect(await bench.failed.counts(queue, noonMs + 8 * dayMs)).toEqual({ open: 1, dropped: 0 });
  });

  it('reads nothing that it did not write', async () => {
    const queue = `q-${randomUUID()}`;
    await bench.failed.keep(queue, failure(1, noonMs));
    await bench.producer.hset(
      `${redisPrefix(bench.where.wardId)}:failed-jobs:${queue}`,
      'job_1',
      '{"id":"job_1","code":"<script>"}',
    );
    const page = { offset: 0, limit: 10, nowMs: noonMs };
    expect(await bench.failed.list(queue, 'open', page)).toEqual([]);
  });
});

/** Every value of the bench's Redis, as text. */
async function everythingIn({ producer }: JobBench): Promise<string> {
  const texts: unknown[] = [];
  for (const key of await producer.keys('*')) {
    const type = await producer.type(key);
    if (type === 'hash') texts.push(await producer.hgetall(key));
    if (type === 'stream') texts.push(await producer.xrange(key, '-', '+'));
  }
  return JSON.stringify(texts);
}
