import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PostgresHeartbeatRepository } from '../../../src/adapters/postgres/operations/heartbeat-repository.ts';
import { startHeart } from '../../../src/compose/heart.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { StoreWard } from '../stores/store-ward.ts';

let postgres: TestPostgres;
let ward: StoreWard;
beforeAll(async () => {
  postgres = await startPostgres();
  ward = await StoreWard.make(postgres);
});
afterAll(async () => {
  await ward.close();
  await postgres.stop();
});

describe('when two workers share a data directory and a pid, as in two containers', () => {
  it('hears the heart of each', async () => {
    const recorder = startHeart(await ward.start(), ['record']);
    const worker = startHeart(await ward.start(), ['ingest', 'maintain']);
    const book = new PostgresHeartbeatRepository(ward.ward.database.db);
    const heard = async () => (await book.alive()).map(({ roles }) => roles.join()).sort();
    await vi.waitFor(async () => expect(await heard()).toEqual(['ingest,maintain', 'record']), 30_000);
    await Promise.all([recorder.stop(), worker.stop()]);
    expect(await heard()).toEqual([]);
  });
});
