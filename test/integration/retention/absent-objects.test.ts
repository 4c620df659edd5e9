import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { PostgresHoldRepository } from '../../../src/adapters/postgres/retention/hold-repository.ts';
import { PostgresReceiptRepository } from '../../../src/adapters/postgres/retention/receipt-repository.ts';
import { silentLog } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import { type ObjectKey, type ObjectStore, segmentKeys } from '../../../src/objects/index.ts';
import {
  acceptMissing,
  type DeletionRepository,
  expireSegments,
  planExpiry,
} from '../../../src/retention/index.ts';
import { faultsOf, readAccounts } from '../../support/accounting.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { Crash, CrashingSteps, CrashingStore, LockingStore, OvertakenStore } from './failing-parts.ts';
import {
  aHold,
  dayMs,
  film,
  firstMs,
  minuteMs,
  policy,
  type StockedCamera,
  type StockedWard,
  site,
  siteStore,
  stockWard,
  storedKeys,
} from './stocked-ward.ts';

const minutes = 6;
let postgres: TestPostgres;
let ward: StockedWard;
let book: DeletionRepository;
let receipts: PostgresReceiptRepository;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

/** Six minutes that are marked: 24 keys, of which their rows name 18, since none has a storyboard. */
beforeEach(async () => {
  ward = await stockWard(postgres, 1);
  book = new PostgresDeletionRepository(ward.database.db, aScribe());
  receipts = new PostgresReceiptRepository(ward.database.db, aScribe());
  await film(ward, theCamera(), { fromMs: firstMs, count: minutes });
  await ward.database.pool.query('update segment set has_still = true');
  ward.clock.atMs = firstMs + 2 * dayMs;
  await planNow();
});
afterEach(() => ward.close());

const theCamera = (): StockedCamera => ward.cameras[0] as StockedCamera;
const holds = () => new PostgresHoldRepository(ward.database.db, aScribe());
const planNow = () => planExpiry({ book, holds: holds(), clock: ward.clock }, siteStore, policy);
const expireNow = (store: ObjectStore = ward.store) =>
  expireSegments({ book, store, clock: ward.clock, log: silentLog }, siteStore, { mayBegin: true });
const rowCount = async () => (await ward.database.pool.query('select from segment')).rowCount;
const keysAt = (minute: number) =>
  segmentKeys({ ...theCamera(), startMs: firstMs + minute * minuteMs, epoch: 1 });
const lose = async (...keys: readonly ObjectKey[]) => {
  for (const key of keys) await rm(join(ward.storeDirectory, 'objects', key));
};
const theReceipts = () => receipts.list(Number.MAX_SAFE_INTEGER, 10);

describe('when the store is empty from which footage expires', () => {
  const objects = () => join(ward.storeDirectory, 'objects');
  beforeEach(() => rename(objects(), `${objects()}.away`));

  it('deletes and forgets nothing, leaves no receipt, and says what is missing', async () => {
    await expect(expireNow()).rejects.toMatchObject({ code: 'objects-missing' });
    expect(await rowCount()).toBe(minutes);
    expect(await theReceipts()).toEqual([]);
    expect(await receipts.stopped(site)).toEqual({ atMs: ward.clock.atMs, missing: 18, expected: 18 });
    expect(await book.unfinished(siteStore)).toMatchObject([{ hasBegun: false, isStopped: true }]);
    expect((await readAccounts(ward.database.url)).flatMap(faultsOf)).toEqual([]);
  });

  it('goes on by itself once the objects are back, and says no more', async () => {
    await expireNow().catch(() => undefined);
    await rename(`${objects()}.away`, objects());
    expect(await expireNow()).toBe(minutes);
    expect(await receipts.stopped(site)).toBeUndefined();
    expect(await theReceipts()).toMatchObject([{ tally: { deleted: 18, absent: 0, failed: 0 } }]);
  });

  it('can still be saved by a hold: no deletion has begun', async () => {
    await expireNow().catch(() => undefined);
    const actor = { user: { id: ward.officer, role: 'officer' }, nowMs: ward.clock.atMs };
    const placed = await holds().place(aHold(ward, {}), custodyEvent(actor, 'hold-placed'));
    expect(placed).toEqual({ rescued: minutes, tooLate: 0 });
  });

  it('goes on when a person says that they are lost, and deletes none of them by its receipt', async () => {
    await expireNow().catch(() => undefined);
    const by = { nowMs: ward.clock.atMs, hostAccount: 'root' };
    expect(await acceptMissing(receipts, by, site)).toMatchObject({ missing: 18 });
    expect(await custodyOf(ward.database.pool, 'missing-objects-accepted')).toMatchObject([
      { detail: { missing: 18, expected: 18, hostAccount: 'root' } },
    ]);
    expect(await receipts.stopped(site)).toBeUndefined();
    expect(await expireNow()).toBe(minutes);
    expect(await theReceipts()).toMatchObject([
      { segments: minutes, objects: 24, sizeBytes: 0, tally: { deleted: 0, absent: 18, failed: 0 } },
    ]);
    await expect(acceptMissing(receipts, by, site)).rejects.toMatchObject({ code: 'expiry-not-stopped' });
  });
});

describe('when a few objects are not there', () => {
  it('counts them apart from those that it deleted, and their bytes not at all', async () => {
    await lose(keysAt(0).original, keysAt(0).index, keysAt(3).still);
    expect(await expireNow()).toBe(minutes);
    const [receipt] = await theReceipts();
    expect(receipt).toMatchObject({
      segments: 6,
      objects: 24,
      sizeBytes: 5_000,
      tally: { deleted: 15, absent: 3, failed: 0 },
    });
    const [logged] = await custodyOf(ward.database.pool, 'footage-deleted');
    expect(logged?.detail).toMatchObject({ deleted: 15, absent: 3, failed: 0 });
  });

  it('stops at one more', async () => {
    await lose(keysAt(0).original, keysAt(0).index, keysAt(3).still, keysAt(4).still);
    await expect(expireNow()).rejects.toMatchObject({ code: 'objects-missing' });
    expect(await rowCount()).toBe(minutes);
  });

  it('does not miss a picture that the row does not name', async () => {
    await lose(...[0, 1, 2, 3, 4, 5].map((minute) => keysAt(minute).storyboard));
    expect(await expireNow()).toBe(minutes);
    expect(await theReceipts()).toMatchObject([{ tally: { deleted: 18, absent: 0 } }]);
  });
});

describe('when a deletion is cut in the middle', () => {
  it('takes what it deleted itself for deleted when it goes on, not for absent', async () => {
    await lose(keysAt(0).still);
    const cut = new CrashingStore(ward.store, new CrashingSteps(11, true));
    await expect(expireNow(cut)).rejects.toBeInstanceOf(Crash);
    expect(await rowCount()).toBe(minutes);
    expect(await expireNow()).toBe(minutes);
    expect(await theReceipts()).toMatchObject([{ tally: { deleted: 17, absent: 1, failed: 0 } }]);
  });
});

describe('when another worker deletes a batch while one looks for its objects', () => {
  it('takes none of them for lost, and deletes nothing twice', async () => {
    await lose(keysAt(0).still);
    const overtaken = new OvertakenStore(ward.store, () => expireNow());
    expect(await expireNow(overtaken)).toBe(0);
    expect(await receipts.stopped(site)).toBeUndefined();
    expect(await theReceipts()).toMatchObject([{ tally: { deleted: 17, absent: 1, failed: 0 } }]);
  });
});

describe('when the store holds an object locked', () => {
  it('counts it as not deleted, and as deleted when it is, in another receipt', async () => {
    await lose(keysAt(2).still, keysAt(5).still);
    const locking = new LockingStore(ward.store, keysAt(2).original);
    expect(await expireNow(locking)).toBe(minutes - 1);
    expect(await expireNow()).toBe(1);
    expect(await storedKeys(ward.store)).toEqual([]);
    const tallies = (await theReceipts()).map(({ tally }) => tally);
    expect(tallies).toHaveLength(2);
    expect(tallies).toContainEqual({ deleted: 14, absent: 1, failed: 1 });
    expect(tallies).toContainEqual({ deleted: 2, absent: 1, failed: 0 });
  });
});

describe('when an earlier version began a deletion', () => {
  it('ends it, and does not say what it does not know', async () => {
    const [deletion] = await book.unfinished(siteStore);
    await book.begin(deletion?.id ?? ('' as never), ward.clock.atMs, []);
    await ward.database.pool.query('update deletion set absent_keys = null');
    expect(await expireNow()).toBe(minutes);
    const [receipt] = await theReceipts();
    expect(receipt).toMatchObject({ segments: minutes });
    expect(receipt).not.toHaveProperty('tally');
  });
});
