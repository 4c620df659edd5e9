import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectWorker } from '../../../src/adapters/redis/connect.ts';
import { TestRedis } from '../../support/redis.ts';
import { JobBench } from './job-bench.ts';

let redis: TestRedis;
let bench: JobBench;

beforeEach(async () => {
  redis = await TestRedis.notStarted();
  bench = new JobBench(redis.url);
});
afterEach(async () => {
  await bench.close();
  await redis.close();
});

/** Long enough for any machine, and far below the 20 s for which a client waits by itself. */
const atOnceMs = 5_000;
const refused = { kind: 'unavailable', code: 'queue-unavailable' };

async function refusesAtOnce(): Promise<void> {
  const { siteId } = bench.where;
  const askedAtMs = performance.now();
  await expect(bench.recordCamera().add()).rejects.toMatchObject(refused);
  await expect(bench.ingestSegment().add()).rejects.toMatchObject(refused);
  await expect(bench.jobs.schedule('watch-coverage', { siteId }, 1_000)).rejects.toMatchObject(refused);
  expect(performance.now() - askedAtMs).toBeLessThan(atOnceMs);
}

/** `once` of node:events would reject at the first refused connection. */
const producerIs = (event: 'ready' | 'close') =>
  new Promise<void>((resolve) => bench.producer.once(event, () => resolve()));

async function comesBack(): Promise<void> {
  const ready = producerIs('ready');
  await redis.comeBack();
  await ready;
}

async function goesAway(): Promise<void> {
  const gone = producerIs('close');
  await redis.goAway();
  await gone;
}

describe('when Redis is away', () => {
  it('refuses jobs at once from the start, and takes them when it is there', async () => {
    await refusesAtOnce();
    await comesBack();
    await bench.recordCamera().add();
    expect(await bench.queue('record-camera').getWaitingCount()).toBe(1);
  });

  it('refuses them at once when it goes, and takes them when it is back', async () => {
    await comesBack();
    await bench.recordCamera().add();
    await goesAway();
    await refusesAtOnce();
    await comesBack();
    await bench.recordCamera().add();
    expect(await bench.queue('record-camera').getWaitingCount()).toBe(2);
  });

  it('holds on to nothing that was refused, however long it lasts', async () => {
    await comesBack();
    await bench.recordCamera().add();
    await goesAway();
    const listeners = () =>
      bench.producer.eventNames().reduce((n, name) => n + bench.producer.listenerCount(name), 0);
    await bench
      .recordCamera()
      .add()
      .catch(() => {});
    const before = listeners();
    for (let i = 0; i < 100; i++)
      await bench
        .recordCamera()
        .add()
        .catch(() => {});
    expect(listeners()).toBeLessThanOrEqual(before + 6);
  });

  it('lets workers wait for it, and go on with what was queued before', async () => {
    await comesBack();
    let answered = 0;
    bench.work('record-camera', async () => {
      answered += 1;
      bench.events.emit('answered');
      return 'done';
    });
    const first = once(bench.events, 'answered');
    await bench.recordCamera().add();
    await first;
    await goesAway();
    await comesBack();
    const second = once(bench.events, 'answered');
    await bench.recordCamera().add();
    await second;
    expect(answered).toBe(2);
  });

  it('lets a worker leave that takes no more jobs', async () => {
    await comesBack();
    const worker = bench.work('record-camera', () => Promise.resolve('done'));
    await goesAway();
    await worker.close();
  });

  it('lets a worker leave whose second connection is not back yet', async () => {
    await comesBack();
    const connection = connectWorker(redis.url, () => {});
    const duplicate = connection.duplicate.bind(connection);
    // BullMQ makes the second connection this way; it comes back a second after the first.
    connection.duplicate = (options) => duplicate({ ...options, retryStrategy: () => 1_000 });
    const worker = bench.work(
      'record-camera',
      () => {
        bench.events.emit('answered');
        return Promise.resolve('done');
      },
      connection,
    );
    const answered = once(bench.events, 'answered');
    await bench.recordCamera().add();
    await answered;
    await goesAway();
    const isBack = new Promise((resolve) => connection.once('ready', resolve));
    await comesBack();
    await isBack;
    await worker.close();
  });

  it('lets a worker leave that waits for its job when Redis goes', async () => {
    await comesBack();
    let end = () => {};
    bench.work('record-camera', () => {
      bench.events.emit('begun');
      return new Promise((resolve) => {
        end = () => resolve('done');
      });
    });
    const begun = once(bench.events, 'begun');
    await bench.recordCamera().add();
    await begun;
    const left = bench.close();
    await goesAway();
    await left;
    end();
  });
});
