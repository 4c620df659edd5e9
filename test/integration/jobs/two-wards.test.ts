import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/index.ts';
import { queueName } from '../../../src/jobs/index.ts';
import { TestRedis } from '../../support/redis.ts';
import { readRedis } from '../../support/redis-texts.ts';
import { aPlace, JobBench } from './job-bench.ts';

let redis: TestRedis;
let ours: JobBench;
let theirs: JobBench;

beforeAll(async () => {
  redis = await TestRedis.start();
});
afterAll(() => redis.close());

beforeEach(async () => {
  const place = aPlace();
  ours = new JobBench(redis.url, place);
  theirs = new JobBench(redis.url, { ...place, wardId: newId('ward', 0) });
  await Promise.all([ours.connected(), theirs.connected()]);
});
afterEach(async () => {
  await ours.close();
  await theirs.close();
});

describe('when two wards share a Redis, with a site and a node of the same name', () => {
  it('takes no job of the other ward, though it came first', async () => {
    const [first, second] = [theirs.recordCamera(), ours.recordCamera()];
    await first.add();
    await second.add();
    const taken: unknown[] = [];
    const takes = (bench: JobBench) =>
      bench.work('record-camera', async (payload) => {
        taken.push(payload);
        bench.events.emit('taken');
        return 'done';
      });
    const done = once(ours.events, 'taken');
    takes(ours);
    await done;
    expect(taken).toEqual([second.payload]);
    expect(await theirs.reader.list(queueOf(theirs), 'waiting', { offset: 0, limit: 9 })).toHaveLength(1);
    const theirsDone = once(theirs.events, 'taken');
    takes(theirs);
    await theirsDone;
    expect(taken).toEqual([second.payload, first.payload]);
  });

  it('sees neither the jobs nor the failed jobs of the other ward', async () => {
    await ours.recordCamera().add();
    const queue = queueOf(ours);
    const failure = { id: 'x', name: 'record-camera', code: 'internal', atMs: ours.clock.nowMs() } as const;
    await ours.failed.keep(queue, failure);
    const seen = async (bench: JobBench) => [
      (await bench.reader.counts(queue, bench.clock.nowMs())).waiting,
      (await bench.failed.counts(queue, bench.clock.nowMs())).open,
    ];
    expect([await seen(ours), await seen(theirs)]).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  it('names the ward in every key', async () => {
    await ours.recordCamera().add();
    await ours.jobs.schedule('plan-expiry', { siteId: ours.where.siteId }, 60_000);
    const keys = (await readRedis(redis.url)).map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(3);
    const wards = [ours, theirs].map(({ where }) => where.wardId);
    expect(
      keys.filter((key) => key.includes(ours.where.siteId) && !wards.some((id) => key.includes(id))),
    ).toEqual([]);
  });
});

const queueOf = ({ where }: JobBench): string => queueName('record-camera', where);
