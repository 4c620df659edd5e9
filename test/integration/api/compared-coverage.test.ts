import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatInstant, hourMs, minuteMs, unavailable } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { SealingRoom } from '../../support/sealing-room.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { approved } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const filmedMs = noonMs - 10 * minuteMs;
const count = 4;
/** The first segment is sealed and altered, the last one is pending. */
const range = { from: formatInstant(filmedMs), to: formatInstant(filmedMs + count * segmentMs) };
const segmentAt = (number: number) => ({
  from: formatInstant(filmedMs + number * segmentMs),
  to: formatInstant(filmedMs + (number + 1) * segmentMs),
});

let postgres: TestPostgres;
let room: SealingRoom;
let api: TestApi;
let officer: Client;
let camera: FilmedCamera;
let isStoreAway = false;

beforeAll(async () => {
  postgres = await startPostgres();
  room = await SealingRoom.open();
  const filesOf: typeof room.log.filesOf = (origin) => {
    if (isStoreAway) throw unavailable('store-unavailable', 'The store is away.');
    return room.log.filesOf(origin);
  };
  api = await startApi(postgres, { signedLog: { ...room.log, filesOf } });
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7') });
  await filmed(api, camera, { fromMs: filmedMs, count: count - 1 });
  await room.seal(api.database.db, api.clock);
  await filmed(api, camera, { fromMs: filmedMs + (count - 1) * segmentMs, count: 1, epoch: 2 });
  await api.database.pool.query(`update segment set sha256 = repeat('0', 64) where start_ms = $1`, [
    filmedMs,
  ]);
  officer = await api.as('officer');
});
afterAll(async () => {
  await api?.close();
  await room?.close();
  await postgres?.stop();
});

const search = async (asked: { readonly from: string; readonly to: string } = range) => {
  const { body } = await officer.get(`/api/footage?camera=${camera.id}&from=${asked.from}&to=${asked.to}`);
  return body as unknown as { compared: boolean; cameras: Record<string, unknown>[] };
};
const compared = { pending: [segmentAt(count - 1)], altered: [{ ...segmentAt(0), kind: 'segment' }] };

it('answers a free search without the log while its store is away, and says so', async () => {
  isStoreAway = true;
  const away = await search();
  isStoreAway = false;
  expect(away.compared).toBe(false);
  expect(away.cameras[0]).toHaveProperty('spans');
  for (const member of ['pending', 'altered']) expect(away.cameras[0]).not.toHaveProperty(member);
});

it('compares a free search with its records', async () => {
  expect(await search()).toMatchObject({ compared: true, cameras: [compared] });
});

it('compares no free search of more than 12 hours, and says so', async () => {
  const to = formatInstant(Date.parse(range.from) + 12 * hourMs);
  expect(await search({ from: range.from, to })).toMatchObject({ compared: true, cameras: [compared] });
  const longer = formatInstant(Date.parse(to) + 1_000);
  const { compared: isCompared, cameras } = await search({ from: range.from, to: longer });
  expect(isCompared).toBe(false);
  expect(cameras[0]).not.toHaveProperty('altered');
});

it("compares what a request's own page shows", async () => {
  const { body } = await approved(api, officer, { area: { cameras: [camera.id] }, ...range });
  const page = await officer.get(`/api/requests/${body.id}`);
  expect(page.body).toMatchObject({ effectiveScope: [compared] });
});
