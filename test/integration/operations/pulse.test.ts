import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PostgresHeartbeatRepository } from '../../../src/adapters/postgres/operations/heartbeat-repository.ts';
import { PostgresLeaseRepository } from '../../../src/adapters/postgres/recording/lease-repository.ts';
import { startHeart } from '../../../src/compose/heart.ts';
import type { Services } from '../../../src/compose/services.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { StoreWard } from '../stores/store-ward.ts';

let postgres: TestPostgres;
let ward: StoreWard;
let base: Services;
let taken: PoolClient[];
beforeAll(async () => {
  postgres = await startPostgres();
  ward = await StoreWard.make(postgres);
  base = await ward.start();
  taken = await Promise.all(Array.from({ length: base.pool.options.max }, () => base.pool.connect()));
});
afterAll(async () => {
  for (const client of taken) client.release();
  await ward.close();
  await postgres.stop();
});

it('beats and renews leases while all other connections of the process are taken', async () => {
  const heart = startHeart(base, ['record']);
  const book = new PostgresHeartbeatRepository(ward.ward.database.db);
  await vi.waitFor(async () => expect(await book.alive()).toHaveLength(1), 30_000);
  const leases = new PostgresLeaseRepository(base.db, base.clock, base.scribe, base.pulse);
  expect(await leases.renew([])).toEqual(new Set());
  await heart.stop();
});
