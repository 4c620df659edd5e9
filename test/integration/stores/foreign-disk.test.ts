import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { objectKey } from '../../../src/objects/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { FakeStore } from '../api/fakes.ts';
import { film, firstMs, type StockedCamera, storedKeys } from '../retention/stocked-ward.ts';
import { StoreWard, someBytes } from './store-ward.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

let wards: StoreWard;
beforeEach(async () => {
  wards = await StoreWard.make(postgres);
});
afterEach(() => wards.close());

const notOurs = { kind: 'unavailable', code: 'store-not-ours' };
const meantId = async (): Promise<string> => {
  const { rows } = await wards.ward.database.pool.query<{ store_id: string }>(
    'select store_id from object_store',
  );
  return rows[0]?.store_id ?? '';
};
const filmed = (count: number) =>
  film(wards.ward, wards.ward.cameras[0] as StockedCamera, { fromMs: firstMs, count });

/** The disk is unmounted, and another one or nothing is there. */
async function unmount(other?: 'another store' | 'an empty folder'): Promise<void> {
  await rename(wards.storeDir, `${wards.storeDir}.real`);
  if (other) await mkdir(wards.storeDir);
  if (other === 'another store') await openDiskStore({ directory: wards.storeDir, nodeId: wards.nodeId });
}

async function mountAgain(): Promise<void> {
  await rm(wards.storeDir, { recursive: true, force: true });
  await rename(`${wards.storeDir}.real`, wards.storeDir);
}

describe('when the service starts with a new catalogue', () => {
  it('makes one store, however many processes come first, and knows it from then on', async () => {
    await rm(wards.storeDir, { recursive: true });
    const bases = await Promise.all([wards.start(), wards.start(), wards.start()]);
    for (const { store } of bases) await store.check();
    expect(await meantId()).toMatch(/^[0-9a-f-]{36}$/);
    await (await wards.start()).store.check();
  });

  it('makes another one as long as nothing was ever stored', async () => {
    await wards.start();
    const first = await meantId();
    await unmount();
    await (await wards.start()).store.check();
    expect(await meantId()).not.toBe(first);
  });
});

describe('when the service starts and its disk is not mounted', () => {
  beforeEach(async () => {
    await filmed(2);
    await wards.start();
  });

  it.each([undefined, 'an empty folder'] as const)(
    'is refused, and makes nothing there (%s)',
    async (there) => {
      await unmount(there);
      const message = `the object store is not there: nothing names a store, and ${await meantId()} is meant`;
      await expect(wards.start()).rejects.toMatchObject({ ...notOurs, message });
      expect(existsSync(wards.storeDir) ? await readdir(wards.storeDir) : []).toEqual([]);
      await mountAgain();
      await (await wards.start()).store.check();
    },
  );

  it('is refused with another store in its place, and names both', async () => {
    const meant = await meantId();
    await unmount('another store');
    const other = await openDiskStore({ directory: wards.storeDir, nodeId: wards.nodeId });
    const message = `${await other.identity()} is there, and ${meant} is meant`;
    await expect(wards.start()).rejects.toMatchObject({
      ...notOurs,
      message: expect.stringContaining(message) as string,
    });
    expect(await meantId()).toBe(meant);
  });

  it('starts a worker that only records: its footage waits in the spool', async () => {
    await unmount('an empty folder');
    const { store } = await wards.start({ needsStore: false });
    await expect(store.put(objectKey('a/b'), someBytes(), 'video/mp4')).rejects.toMatchObject(notOurs);
  });
});

describe.each(['an empty folder', 'another store'] as const)(
  'when the disk is unmounted under the running service, and %s is there',
  (other) => {
    it('stores, removes and misses nothing there, until it is back', async () => {
      await filmed(2);
      const { store } = await wards.start();
      const keys = await storedKeys(wards.ward.store);
      const [key = objectKey('a/b')] = keys.map(objectKey);
      await unmount(other);
      const before = await readdir(wards.storeDir, { recursive: true });
      await expect(store.put(objectKey('a/b'), someBytes(), 'video/mp4')).rejects.toMatchObject(notOurs);
      await expect(store.removeAll([key])).rejects.toMatchObject(notOurs);
      await expect(store.remove(key)).rejects.toMatchObject(notOurs);
      await expect(store.get(key)).rejects.toMatchObject(notOurs);
      await expect(store.stat(key)).rejects.toMatchObject(notOurs);
      await expect(store.check()).rejects.toMatchObject(notOurs);
      await expect(storedKeys(store)).rejects.toMatchObject(notOurs);
      expect(await readdir(wards.storeDir, { recursive: true })).toEqual(before);
      await mountAgain();
      expect(await storedKeys(store)).toEqual(keys);
      await store.put(objectKey('a/b'), someBytes(), 'video/mp4');
    });
  },
);

describe('when the catalogue comes from a version that knew no store', () => {
  const paths = async (): Promise<string[]> => {
    const keys = await storedKeys(wards.ward.store);
    return keys
      .filter((key) => key.startsWith('segments/'))
      .map((key) => join(wards.storeDir, 'objects', key));
  };

  it('takes the store that has the originals, and asks no more after it', async () => {
    await filmed(3);
    await wards.start();
    const [path = ''] = await paths();
    await rm(path);
    await wards.start();
  });

  it('refuses one that lacks them, with the counts, and keeps knowing none', async () => {
    await filmed(5);
    const [absent = '', short = ''] = await paths();
    await rm(absent);
    await truncate(short, 10);
    await expect(wards.start()).rejects.toMatchObject({
      ...notOurs,
      message:
        'the object store is not the one of this catalogue: of 5 originals that were looked for, ' +
        '1 are absent and 1 have another length',
    });
    expect(await meantId()).toBe('');
  });

  it('looks for fifty of many', async () => {
    const rowsOnly = { ...wards.ward, store: new FakeStore() };
    await film(rowsOnly, wards.ward.cameras[0] as StockedCamera, { fromMs: firstMs, count: 60 });
    await unmount('an empty folder');
    await expect(wards.start()).rejects.toMatchObject({
      message: expect.stringContaining('of 50 originals') as string,
    });
    expect(await readdir(wards.storeDir)).toEqual([]);
  });
});
