import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BullJobQueue } from '../../../src/adapters/bullmq/job-queue.ts';
import { BullQueueReader } from '../../../src/adapters/bullmq/queue-reader.ts';
import { connectProducer } from '../../../src/adapters/redis/connect.ts';
import { RedisFailedJobRepository } from '../../../src/adapters/redis/failed-job-repository.ts';
import { type NodeId, newId } from '../../../src/core/index.ts';
import { type JobFailure, jobIdentity, redisPrefix } from '../../../src/jobs/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { TestRedis } from '../../support/redis.ts';
import { noonMs, site, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aCamera, aNeighbourhood } from './ward-footage.ts';

const nodeId = newId('node', 0);
const gone = newId('node', 1);
const payload = (streamId = newId('stream', 0), seq = 7) => ({
  nodeId,
  streamId,
  runId: newId('run', 0),
  seq,
});
const ward = newId('ward', 0);
const ingest = `ingest-segment.${nodeId}`;

let postgres: TestPostgres;
let redis: TestRedis;
let producer: Redis;
let jobs: BullJobQueue;
let failedJobs: RedisFailedJobRepository;
let queues: BullQueueReader;
let api: TestApi;
let admin: Client;

beforeAll(async () => {
  postgres = await startPostgres();
  redis = await TestRedis.start();
  producer = connectProducer(redis.url, () => {});
  await new Promise((resolve) => producer.once('ready', resolve));
  const ofWard = { connection: producer, ward, onError: () => {} };
  jobs = new BullJobQueue(ofWard);
  queues = new BullQueueReader(ofWard);
  failedJobs = new RedisFailedJobRepository(producer, ward);
  const workerNodes = async () => new Map<NodeId, boolean>([...[[nodeId, true] as const], [gone, false]]);
  api = await startApi(postgres, { jobs, queues, failedJobs, workerNodes });
  admin = await api.as('admin');
}, 120_000);
afterEach(() => producer.flushall());
afterAll(async () => {
  await api.close();
  await jobs.close();
  await queues.close();
  producer.disconnect();
  await redis.close();
  await postgres.stop();
});

const failure = (data: unknown, code: string, atMs = noonMs): JobFailure => ({
  ...jobIdentity('ingest-segment', data),
  code,
  atMs,
});

interface Jobs {
  readonly queues: { readonly queue: string; readonly [field: string]: unknown }[];
  readonly jobs: { readonly [field: string]: unknown }[];
  readonly queued: number;
}
const bodyOf = (answer: { readonly body: unknown }): Jobs => answer.body as Jobs;
const waiting = (): Promise<number> => producer.llen(`${redisPrefix(ward)}:${ingest}:wait`);

async function retriesInLog(): Promise<object[]> {
  const { rows } = await api.database.pool.query<{ detail: object }>(
    `select body::jsonb -> 'detail' as detail from custody_event
      where body::jsonb ->> 'event' = 'jobs-retried' order by seq`,
  );
  return rows.map(({ detail }) => detail);
}

describe('when an admin looks at the queues', () => {
  it('sees how many wait and failed, and the node whose workers are gone', async () => {
    await jobs.add('ingest-segment', payload());
    await failedJobs.keep(ingest, failure(payload(), 'store-unavailable'));
    const answer = bodyOf(await admin.get('/api/queues'));
    const shown = answer.queues.filter(({ job }) => job === 'ingest-segment');
    const none = { running: 0, waiting: 0, delayed: 0, failed: 0, dropped: 0, doneInHour: 0 };
    expect(shown).toEqual([
      {
        queue: ingest,
        job: 'ingest-segment',
        node: nodeId,
        hasWorker: true,
        renewal: 'when-due',
        ...none,
        waiting: 1,
        oldestWaitingAt: expect.any(String) as string,
        failed: 1,
      },
      {
        queue: `ingest-segment.${gone}`,
        job: 'ingest-segment',
        node: gone,
        hasWorker: false,
        renewal: 'when-due',
        ...none,
      },
    ]);
  });

  it('sees of a job whose it is, since when and why it failed, and nothing of its payload', async () => {
    const camera = await aCamera(api, {
      name: 'Cột 9',
      neighbourhoodId: await aNeighbourhood(api, 'Khu phố 1'),
    });
    const data = payload(camera.streamId);
    await failedJobs.keep(ingest, failure(data, 'store-unavailable', noonMs - 60_000));
    await failedJobs.keep(ingest, failure(data, 'store-unavailable'));
    const { jobs: shown } = bodyOf(await admin.get(`/api/queues/${ingest}/jobs`));
    expect(shown).toEqual([
      {
        id: jobIdentity('ingest-segment', data).id,
        state: 'failed',
        subject: { camera: { id: camera.id, name: 'Cột 9' }, segment: 7 },
        failures: 2,
        code: 'store-unavailable',
        since: '2026-11-21T11:59:00.000Z',
        lastFailedAt: '2026-11-21T12:00:00.000Z',
        isRetriable: true,
      },
    ]);
  });

  it('sees those that wait, next ones first, a page at a time', async () => {
    for (let seq = 0; seq < 53; seq++) await jobs.add('ingest-segment', payload(undefined, seq));
    const page = async (offset: number) => {
      const answer = await admin.get(`/api/queues/${ingest}/jobs?state=waiting&offset=${offset}`);
      return bodyOf(answer).jobs.map(({ subject }) => (subject as { segment: number }).segment);
    };
    expect(await page(0)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(await page(50)).toEqual([50, 51, 52]);
  });

  it.each([
    ['a queue that is none', '/api/queues/bull:x/jobs', 404, 'queue-not-found'],
    ['another site', '/api/queues/record-camera.other/jobs', 404, 'queue-not-found'],
    ['no state', `/api/queues/record-camera.${site}/jobs?state=lost`, 400, 'field-invalid'],
    ['no number', `/api/queues/record-camera.${site}/jobs?offset=-1`, 400, 'field-invalid'],
  ])('refuses %s', async (_, path, status, code) => {
    expect(await admin.get(path)).toMatchObject({ status, body: { code } });
  });
});

describe('when an admin has a failed job done again', () => {
  it('is queued once however often, recorded each time, and says since when', async () => {
    const failed = failure(payload(), 'store-unavailable');
    await failedJobs.keep(ingest, failed);
    const before = (await retriesInLog()).length;
    for (let i = 0; i < 2; i++)
      expect(bodyOf(await admin.post(`/api/queues/${ingest}/failed/${failed.id}/retry`))).toEqual({
        queued: 1,
      });
    expect(await waiting()).toBe(1);
    const detail = { queue: ingest, jobs: 1, jobId: failed.id };
    expect((await retriesInLog()).slice(before)).toEqual([detail, detail]);
    const { jobs: shown } = bodyOf(await admin.get(`/api/queues/${ingest}/jobs`));
    expect(shown).toMatchObject([{ state: 'failed', queuedAt: '2026-11-21T12:00:00.000Z' }]);
  });

  it('leaves one that was done since as it is', async () => {
    const failed = failure(payload(), 'store-unavailable');
    await failedJobs.keep(ingest, failed);
    await failedJobs.settle(ingest, failed.id, noonMs);
    expect(bodyOf(await admin.post(`/api/queues/${ingest}/failed/${failed.id}/retry`))).toEqual({
      queued: 0,
    });
    expect(await waiting()).toBe(0);
    const { jobs: shown } = bodyOf(await admin.get(`/api/queues/${ingest}/jobs?state=done-since`));
    expect(shown).toMatchObject([
      { state: 'done-since', doneAt: '2026-11-21T12:00:00.000Z', isRetriable: false },
    ]);
  });

  it('queues all of one cause', async () => {
    for (let seq = 0; seq < 3; seq++)
      await failedJobs.keep(ingest, failure(payload(undefined, seq), 'store-denied'));
    await failedJobs.keep(ingest, failure(payload(undefined, 3), 'internal'));
    await failedJobs.keep(ingest, failure('no payload', 'job-payload-invalid'));
    const answer = await admin.post(`/api/queues/${ingest}/retry`, { code: 'store-denied' });
    expect(bodyOf(answer)).toEqual({ queued: 3 });
    expect((await retriesInLog()).at(-1)).toEqual({ queue: ingest, jobs: 3, code: 'store-denied' });
    expect(bodyOf(await admin.post(`/api/queues/${ingest}/retry`, {}))).toEqual({ queued: 4 });
    expect(await waiting()).toBe(4);
  });

  it('refuses what is not kept, and what cannot be read', async () => {
    await failedJobs.keep(ingest, failure('no payload', 'job-payload-invalid'));
    const unread = await admin.post(`/api/queues/${ingest}/failed/ingest-segment_unreadable/retry`);
    expect(unread).toMatchObject({ status: 409, body: { code: 'failed-job-unreadable' } });
    const unknown = await admin.post(`/api/queues/${ingest}/failed/nothing/retry`);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'failed-job-not-found' } });
  });
});

describe('when Redis is away', () => {
  it('says so, and records no retry', async () => {
    const failed = failure(payload(), 'store-unavailable');
    await failedJobs.keep(ingest, failed);
    const before = (await retriesInLog()).length;
    const closed = new Promise((resolve) => producer.once('close', resolve));
    await redis.goAway();
    await closed;
    const away = { status: 503, body: { code: 'queue-unavailable' } };
    expect(await admin.get('/api/queues')).toMatchObject(away);
    expect(await admin.get(`/api/queues/${ingest}/jobs`)).toMatchObject(away);
    expect(await admin.post(`/api/queues/${ingest}/failed/${failed.id}/retry`)).toMatchObject(away);
    expect(await retriesInLog()).toHaveLength(before);
    const ready = new Promise((resolve) => producer.once('ready', resolve));
    await redis.comeBack();
    await ready;
    expect(await admin.get('/api/queues')).toMatchObject({ status: 200 });
  });
});
