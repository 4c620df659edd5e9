import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PostgresAlterationBook } from '../../../src/adapters/postgres/footage/alteration-book.ts';
import { PostgresStorageCheckBook } from '../../../src/adapters/postgres/footage/storage-check-book.ts';
import { dayMs, minuteMs, notFound, sha256Hex, silentLog } from '../../../src/core/index.ts';
import { checkStorage } from '../../../src/footage/index.ts';
import { parseRecord } from '../../../src/log/index.ts';
import type { ObjectKey } from '../../../src/objects/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { noonMs, site, startApi, type TestApi } from './api-harness.ts';
import { aCamera, aNeighbourhood, filmed } from './ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
const clock = new HandClock(noonMs);

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  const camera = await aCamera(api, {
    name: 'Cột 14',
    neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7'),
  });
  await filmed(api, camera, { fromMs: noonMs - 10 * minuteMs, count: 1 });
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const check = async () => {
  const { db } = api.database;
  const { rows } = await sql<{ store: string }>`select store from segment limit 1`.execute(db);
  return checkStorage({
    book: new PostgresStorageCheckBook(db, aScribe(clock), { siteId: site, store: rows[0]?.store ?? '' }),
    objects: {
      get: async (key: ObjectKey) => {
        const bytes = api.store.objects.get(key);
        if (!bytes) throw notFound('object-not-found', 'There is no such object.');
        return bytes;
      },
    },
    alterations: new PostgresAlterationBook(db, clock, aScribe()),
    clock,
    log: silentLog,
  });
};

const runs = async () =>
  (
    await sql<object>`select at_ms, objects, differing from storage_check order by at_ms`.execute(
      api.database.db,
    )
  ).rows;

async function newRecords() {
  const { rows } = await sql<{ body: Buffer }>`
    delete from log_outbox o using log_chain c where c.no = o.chain and c.name = ${`site/${site}`} returning body`.execute(
    api.database.db,
  );
  return rows.map(({ body }) => parseRecord(body));
}

const key = (folder: string) => [...api.store.objects.keys()].find((each) => each.startsWith(folder)) ?? '';

it('reads stored objects again once a day, and names what is altered or gone, to the auditor and in the log', async () => {
  expect(await check()).toBe(true);
  expect(await check()).toBe(false);
  expect(await runs()).toEqual([{ at_ms: noonMs, objects: 2, differing: 0 }]);
  expect(await newRecords()).toMatchObject([{ type: 'chk', act: 'run', objs: 2, differ: 0 }]);

  clock.advance(dayMs);
  const original = key('segments/');
  const altered = Uint8Array.from(api.store.objects.get(original) ?? []);
  altered.set([(altered[100] ?? 0) ^ 1], 100);
  api.store.objects.set(original, altered);
  api.store.objects.delete(key('index/'));
  expect(await check()).toBe(true);
  expect((await runs())[1]).toEqual({ at_ms: noonMs + dayMs, objects: 2, differing: 2 });
  const [first, second, run] = await newRecords();
  expect(first).toMatchObject({ type: 'chk', act: 'differ', key: original, found: sha256Hex(altered) });
  expect(second).not.toHaveProperty('found');
  expect(run).toMatchObject({ act: 'run', differ: 2 });
  expect(await custodyOf(api.database.pool, 'footage-altered')).toHaveLength(2);
});
