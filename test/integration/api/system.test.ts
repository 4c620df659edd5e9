import { afterAll, beforeAll, expect, it } from 'vitest';
import { actions, isDeputised, rolesThatMay } from '../../../src/access/index.ts';
import { PostgresHeartbeatRepository } from '../../../src/adapters/postgres/operations/heartbeat-repository.ts';
import { PostgresTroubleBook } from '../../../src/adapters/postgres/operations/trouble-book.ts';
import type { FirstStep, SystemState } from '../../../src/client/index.ts';
import { formatInstant, minuteMs, unavailable } from '../../../src/core/index.ts';
import { lack, type Need } from '../../../src/operations/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, site, startApi, type TestApi } from './api-harness.ts';

const needs: Need[] = [
  { name: 'postgresql', check: async () => [] },
  { name: 'store', check: () => Promise.reject(unavailable('store-full', 'ENOSPC')) },
];
const without = lack('worker-missing', 'no worker of this role is alive for the site market', {
  site: 'market',
});
const lesserNeeds: Need[] = [
  { name: 'worker:record', check: async () => [without] },
  { name: 'redis:memory', check: () => Promise.reject(new Error('ECONNREFUSED')) },
];
const beat = {
  worker: 'node_1/7',
  host: 'may-ghi-1',
  site,
  roles: ['ingest'],
  isDiskLow: true,
  spoolWaiting: 3,
  quarantined: { files: 2, sizeBytes: 9_000 },
  eventLoopLagMs: 12.5,
};

let postgres: TestPostgres;
let api: TestApi;
beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres, { needs, lesserNeeds });
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

/** A worker saw it a quarter of an hour ago. */
const sinceMs = noonMs - 15 * minuteMs;

async function seeStoreFull(): Promise<void> {
  const kept = [{ need: 'store', lack: lack('store-full', 'is full'), site, sinceMs, returns: 0 }] as const;
  const book = new PostgresTroubleBook(api.database.db);
  await book.change(site, noonMs, () => ({ kept, lasting: [], over: [] }));
}

it('shows a technician what is met, what is missing since when, and what is not known, and how each worker fares', async () => {
  await seeStoreFull();
  await new PostgresHeartbeatRepository(api.database.db).beat({
    ...beat,
    jobs: { 'ingest-segment done': 1 },
  });
  const technician = await api.as('technician');
  const { status, body } = await technician.get('/api/system');
  expect(status).toBe(200);
  const { workers, needs: told } = body as unknown as SystemState;
  expect(workers).toEqual([beat]);
  expect(told).toEqual([
    { name: 'postgresql', isEssential: true, lacks: [] },
    {
      name: 'store',
      isEssential: true,
      lacks: [{ code: 'store-full', reason: 'is full', since: formatInstant(sinceMs) }],
    },
    { name: 'worker:record', isEssential: false, lacks: [without] },
    {
      name: 'redis:memory',
      isEssential: false,
      lacks: [{ code: 'not-known', reason: 'cannot be determined now' }],
    },
  ]);
});

it('says whether mail reaches those who keep the service', async () => {
  const technician = await api.as('technician');
  await api.as('officer');
  await api.as('admin');
  await technician.call('PUT', '/api/account/email', { email: 'technician@ward.example' });
  const { mail } = (await technician.get('/api/system')).body as unknown as SystemState;
  expect(mail).toEqual({ hasServer: false, people: 2, withoutAddress: 1, unsent: 0 });
});

it('ticks a first step as soon as it is done, and names who may do one that the reader may not', async () => {
  const admin = await api.as('admin');
  await api.as('technician');
  const stepOf = async (name: FirstStep['step']) => {
    const { body } = await admin.get('/api/first-steps');
    return (body as unknown as { steps: FirstStep[] }).steps.find(({ step }) => step === name);
  };
  expect(await stepOf('map')).toMatchObject({ done: 0, of: 1 });
  const square = [
    [0, 0],
    [0, 1],
    [1, 1],
    [0, 0],
  ];
  const feature = {
    type: 'Feature',
    properties: { name: 'Khu phố 7' },
    geometry: { type: 'Polygon', coordinates: [square] },
  };
  const sent = await fetch(`${admin.baseUrl}/api/map`, {
    method: 'POST',
    headers: { origin: admin.baseUrl, cookie: admin.cookie, 'content-type': 'application/geo+json' },
    body: JSON.stringify({ type: 'FeatureCollection', features: [feature] }),
  });
  expect(sent.status).toBe(200);
  expect(await stepOf('map')).toMatchObject({ done: 1, of: 1 });
  const cameras = await stepOf('cameras');
  expect(cameras).toMatchObject({ done: 0, of: 1, roles: ['technician'] });
  expect(cameras?.people).toHaveLength(1);
});

it('tells everybody who may do what, by the table that admits calls', async () => {
  const officer = await api.as('officer');
  const { body } = await officer.get('/api/rights');
  expect((body as unknown as { rights: object[] }).rights).toEqual(
    actions.map((action) => ({
      action,
      roles: rolesThatMay(action),
      isDeputised: isDeputised(action),
    })),
  );
});
