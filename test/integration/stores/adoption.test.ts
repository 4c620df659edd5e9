import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresStoreAdoptions } from '../../../src/adapters/postgres/objects/store-book.ts';
import { namedStore } from '../../../src/compose/store.ts';
import { adoptStore } from '../../../src/objects/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { film, firstMs, type StockedCamera, storedKeys } from '../retention/stocked-ward.ts';
import { StoreWard } from './store-ward.ts';

let postgres: TestPostgres;
let wards: StoreWard;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  wards = await StoreWard.make(postgres);
  await film(wards.ward, wards.ward.cameras[0] as StockedCamera, { fromMs: firstMs, count: 3 });
  await wards.start();
});
afterEach(() => wards.close());

const adopt = async () => {
  const { clock, database } = wards.ward;
  const named = await namedStore(wards.config, wards.nodeId, { db: database.db, clock });
  const adoptions = new PostgresStoreAdoptions(database.db, clock, aScribe(clock));
  return adoptStore(named, adoptions, { nowMs: clock.nowMs(), hostAccount: 'root' });
};
const adoptions = () => custodyOf(wards.ward.database.pool, 'store-adopted');

describe('when objects were brought back without the id of their store', () => {
  beforeEach(() => rm(join(wards.storeDir, 'store.json')));

  it('is adopted once its originals were looked for, with an event, and the service starts', async () => {
    await expect(wards.start()).rejects.toMatchObject({ code: 'store-not-ours' });
    const { storeId, checked, wasMeant } = await adopt();
    expect({ checked, wasMeant }).toEqual({ checked: 3, wasMeant: false });
    expect(await adoptions()).toMatchObject([
      { role: 'service', detail: { store: 'disk', storeId, checked: 3, hostAccount: 'root' } },
    ]);
    await (await wards.start()).store.check();
  });

  it('is refused with the counts while an original is missing, and nothing changes', async () => {
    const [original = ''] = (await storedKeys(wards.ward.store)).filter((key) => key.endsWith('.mp4'));
    await rm(join(wards.storeDir, 'objects', original));
    await expect(adopt()).rejects.toMatchObject({
      code: 'store-not-ours',
      message: expect.stringContaining('of 3 originals that were looked for, 1 are absent') as string,
    });
    expect(await adoptions()).toEqual([]);
    await expect(wards.start()).rejects.toMatchObject({ code: 'store-not-ours' });
  });
});

describe('when the store is meant already', () => {
  it('is told so, without an event', async () => {
    expect(await adopt()).toMatchObject({ checked: 3, wasMeant: true });
    expect(await adoptions()).toEqual([]);
  });
});
