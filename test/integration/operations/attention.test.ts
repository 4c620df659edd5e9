import { afterAll, beforeAll, expect, it } from 'vitest';
import { PostgresFleetRepository } from '../../../src/adapters/postgres/operations/fleet-repository.ts';
import { connectWorker } from '../../../src/adapters/redis/connect.ts';
import { memoryPolicy } from '../../../src/adapters/redis/memory-policy.ts';
import { newId, type SiteId } from '../../../src/core/index.ts';
import { aSite, aStream } from '../../support/builders.ts';
import { letLeaseExpire } from '../../support/lease-time.ts';
import { TestRedis } from '../../support/redis.ts';
import { TestCatalogue } from '../recording/catalogue.ts';

let catalogue: TestCatalogue;
let server: TestRedis;
beforeAll(async () => {
  [catalogue, server] = await Promise.all([TestCatalogue.open(), TestRedis.start()]);
});
afterAll(() => Promise.all([catalogue.close(), server.close()]));

it('tells what Redis deletes when its memory is full', async () => {
  const redis = connectWorker(server.url, () => {});
  expect(await memoryPolicy(redis)).toBe('noeviction');
  await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
  expect(await memoryPolicy(redis)).toBe('allkeys-lru');
  redis.disconnect();
});

it('counts a stream as recorded while it is held and has no open gap', async () => {
  const fleet = new PostgresFleetRepository(catalogue.db, catalogue.clock);
  const { streamId } = await aStream(catalogue.db);
  expect(await fleet.recording(aSite)).toEqual({ wanted: 1, recorded: 0 });
  await catalogue.claim(streamId);
  expect(await fleet.recording(aSite)).toEqual({ wanted: 1, recorded: 0 });
  await catalogue.db.updateTable('gap').set({ end_ms: 1e13 }).where('stream_id', '=', streamId).execute();
  expect(await fleet.recording(aSite)).toEqual({ wanted: 1, recorded: 1 });
  await letLeaseExpire(catalogue.db, streamId);
  expect(await fleet.recording(aSite)).toEqual({ wanted: 1, recorded: 0 });
});

it('knows since when the oldest segment of the site waits for its pictures', async () => {
  const fleet = new PostgresFleetRepository(catalogue.db, catalogue.clock);
  expect(await fleet.oldestUnpicturedMs(aSite)).toBeUndefined();
  const { cameraId, streamId } = await aStream(catalogue.db);
  const task = { camera_id: cameraId, stream_id: streamId, run_id: newId('run', 0), epoch: 1, store: 'test' };
  const waiting = [5_000, 3_000, 4_000].map((start_ms, seq) => ({ ...task, start_ms, seq }));
  await catalogue.db.insertInto('picture_task').values(waiting).execute();
  expect(await fleet.oldestUnpicturedMs(aSite)).toBe(3_000);
  expect(await fleet.oldestUnpicturedMs('market' as SiteId)).toBeUndefined();
});

it('knows the sites whose cameras should be recorded', async () => {
  const fleet = new PostgresFleetRepository(catalogue.db, catalogue.clock);
  await aStream(catalogue.db);
  expect(await fleet.sitesToRecord()).toEqual([aSite]);
  await catalogue.db.updateTable('camera').set({ enabled: false }).execute();
  expect(await fleet.sitesToRecord()).toEqual([]);
});
