import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresFootageRepository } from '../../../src/adapters/postgres/footage/footage-repository.ts';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { PostgresHoldRepository } from '../../../src/adapters/postgres/retention/hold-repository.ts';
import { PostgresReceiptRepository } from '../../../src/adapters/postgres/retention/receipt-repository.ts';
import { PostgresUsageRepository } from '../../../src/adapters/postgres/retention/usage-repository.ts';
import { sha256Hex, silentLog } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import { segmentKeys } from '../../../src/objects/index.ts';
import { expireSegments, planExpiry, type RetentionPolicy } from '../../../src/retention/index.ts';
import { faultsOf, readAccounts } from '../../support/accounting.ts';
import { custodyOf } from '../../support/custody.ts';
import { footageChecksIn } from '../../support/footage-checks.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { statedRecords } from '../../support/stated-records.ts';
import { LockingStore, StuckStore } from './failing-parts.ts';
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

let postgres: TestPostgres;
let ward: StockedWard;
let book: PostgresDeletionRepository;
let holds: PostgresHoldRepository;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  ward = await stockWard(postgres, 2);
  book = new PostgresDeletionRepository(ward.database.db, aScribe());
  holds = new PostgresHoldRepository(ward.database.db, aScribe());
});
afterEach(() => ward.close());

const camera = (i: number): StockedCamera => {
  const found = ward.cameras[i];
  if (!found) throw new Error(`no camera ${i}`);
  return found;
};

const planNow = (given: Partial<RetentionPolicy> = {}) =>
  planExpiry({ book, holds, clock: ward.clock }, siteStore, { ...policy, ...given });
const expireNow = () =>
  expireSegments({ book, store: ward.store, clock: ward.clock, log: silentLog }, siteStore, {
    mayBegin: true,
  });
const actor = () => ({ user: { id: ward.officer, role: 'officer' }, nowMs: ward.clock.nowMs() });
const place = (hold: ReturnType<typeof aHold>) => holds.place(hold, custodyEvent(actor(), 'hold-placed'));
const accountFaults = async () => (await readAccounts(ward.database.url)).flatMap(faultsOf);

describe('when footage is past its time', () => {
  it('goes from store, catalogue and look-up, and leaves a gap `expired` and a receipt', async () => {
    for (const each of ward.cameras) await film(ward, each, { fromMs: firstMs, count: 10 });
    // The first six minutes of both cameras are a day old.
    ward.clock.atMs = firstMs + dayMs + 6 * minuteMs;
    const before = await storedKeys(ward.store);
    expect(await planNow()).toEqual({ days: 12, quota: 0, excessBytes: 0 });
    expect(await accountFaults()).toEqual([]);

    const index = new PostgresFootageRepository(
      ward.database.db,
      footageChecksIn(ward.database.db, ward.clock),
    );
    const range = { fromMs: firstMs, toMs: firstMs + 10 * minuteMs };
    const { cameraId, streamId } = camera(0);
    expect(await index.segmentsIn(cameraId, range)).toHaveLength(4);
    const facts = (await index.coverage([streamId], range)).get(streamId);
    expect(facts?.segments).toEqual([{ fromMs: firstMs + 6 * minuteMs, toMs: range.toMs }]);
    expect(facts?.gaps.every(({ reason }) => reason === 'expired')).toBe(true);
    expect(await storedKeys(ward.store)).toEqual(before);

    expect(await expireNow()).toBe(12);
    expect(await accountFaults()).toEqual([]);
    const [account] = await readAccounts(ward.database.url);
    expect(account?.gaps).toEqual([{ fromMs: firstMs, toMs: firstMs + 6 * minuteMs, reason: 'expired' }]);
    const left = await storedKeys(ward.store);
    expect(left).toHaveLength(2 * 4 * 4);

    const [receipt, ...others] = await new PostgresReceiptRepository(ward.database.db, aScribe()).list(
      Number.MAX_SAFE_INTEGER,
      10,
    );
    expect(others).toEqual([]);
    const gone = before.filter((key) => !left.includes(key));
    expect(receipt).toMatchObject({
      cause: 'days',
      cameras: 2,
      segments: 12,
      objects: 48,
      sizeBytes: 12_000,
      fromMs: firstMs,
      toMs: firstMs + 6 * minuteMs,
      keysSha256: sha256Hex(Buffer.from(gone.map((key) => `${key}\n`).join(''))),
    });
    const [logged, ...more] = await custodyOf(ward.database.pool, 'footage-deleted');
    expect(more).toEqual([]);
    const { segments, objects, sizeBytes, keysSha256, id: deletionId } = receipt ?? {};
    expect(logged?.detail).toMatchObject({ deletionId, segments, objects, sizeBytes, keysSha256 });
  });

  it('is told by a record of each stream before anything is deleted, and by one when the store has nothing left', async () => {
    for (const each of ward.cameras) await film(ward, each, { fromMs: firstMs, count: 10 });
    ward.clock.atMs = firstMs + dayMs + 6 * minuteMs;
    const before = await storedKeys(ward.store);
    await planNow();
    const deletions = async (id: string) =>
      (await statedRecords(ward.database.db, `stream/${id}/`)).filter(({ type }) => type === 'del');
    expect(await deletions(camera(0).cameraId)).toEqual([]);
    await expireNow();
    const left = new Set(await storedKeys(ward.store));
    for (const { cameraId } of ward.cameras) {
      const gone = before.filter((key) => key.includes(cameraId) && !left.has(key));
      const sha256 = sha256Hex(Buffer.from(gone.map((key) => `${key}\n`).join('')));
      const [t0, t1] = [firstMs, firstMs + 6 * minuteMs].map((ms) => new Date(ms).toISOString());
      const told = { cause: 'days', t0, t1, count: 6, objs: 24, sha256 };
      expect(await deletions(cameraId)).toMatchObject([
        { act: 'intent', ...told },
        { act: 'result', ...told, bytes: 6_000, tally: { failed: 0 } },
      ]);
    }
  });

  it('does nothing when it is done again', async () => {
    await film(ward, camera(0), { fromMs: firstMs, count: 3 });
    ward.clock.atMs = firstMs + 2 * dayMs;
    await planNow();
    expect(await expireNow()).toBe(3);
    expect(await planNow()).toMatchObject({ days: 0, quota: 0 });
    expect(await expireNow()).toBe(0);
  });

  it('joins what expires little by little into one gap', async () => {
    await film(ward, camera(0), { fromMs: firstMs, count: 6 });
    for (const minute of [4, 2, 6]) {
      ward.clock.atMs = firstMs + dayMs + minute * minuteMs;
      await planNow();
      await expireNow();
    }
    const account = (await readAccounts(ward.database.url)).find(
      ({ streamId }) => streamId === camera(0).streamId,
    );
    expect(account?.gaps).toEqual([{ fromMs: firstMs, toMs: firstMs + 6 * minuteMs, reason: 'expired' }]);
  });
});

describe('when two epochs saw the same minute', () => {
  it('writes the gap only where the other is gone, too', async () => {
    const halfMs = minuteMs / 2;
    await film(ward, camera(0), { fromMs: firstMs, count: 1, epoch: 1 });
    await film(ward, camera(0), { fromMs: firstMs + halfMs, count: 1, epoch: 2 });
    ward.clock.atMs = firstMs + dayMs + minuteMs;
    await planNow();
    await expireNow();
    expect(await accountFaults()).toEqual([]);
    ward.clock.atMs = firstMs + dayMs + 2 * minuteMs;
    await planNow();
    await expireNow();
    expect(await accountFaults()).toEqual([]);
    expect(await storedKeys(ward.store)).toEqual([]);
  });
});

describe('when there is a quota', () => {
  it('deletes the oldest until it fits, and no more', async () => {
    await film(ward, camera(0), { fromMs: firstMs, count: 5 });
    await film(ward, camera(1), { fromMs: firstMs + minuteMs, count: 5 });
    ward.clock.atMs = firstMs + 10 * minuteMs;
    expect(await planNow({ quotaBytes: 7_500 })).toEqual({ days: 0, quota: 3, excessBytes: 0 });
    await expireNow();
    expect(await book.storedBytes(siteStore.store)).toBe(7_000);
    const { cameras } = await new PostgresUsageRepository(ward.database.db).measure(ward.clock.atMs);
    expect(cameras.map(({ lastHourBytes }) => lastHourBytes).sort()).toEqual([3_000, 4_000]);
  });

  it('keeps what is younger than the minimum, and says by how much it is exceeded', async () => {
    await film(ward, camera(0), { fromMs: firstMs, count: 5 });
    ward.clock.atMs = firstMs + 10 * minuteMs;
    const planned = await planNow({ quotaBytes: 1, minimumDays: 8 / 1440 });
    expect(planned).toEqual({ days: 0, quota: 2, excessBytes: 2_999 });
  });
});

describe('when footage is held', () => {
  const third = { fromMs: firstMs + 2 * minuteMs + 1, toMs: firstMs + 2 * minuteMs + 2 };

  beforeEach(async () => {
    await film(ward, camera(0), { fromMs: firstMs, count: 5 });
    ward.clock.atMs = firstMs + 2 * dayMs;
  });

  it('is not marked, neither by days nor by quota', async () => {
    expect(await place(aHold(ward, { range: third }))).toEqual({ rescued: 0, tooLate: 0 });
    expect(await planNow({ quotaBytes: 1 })).toMatchObject({ days: 4, quota: 0, excessBytes: 999 });
    await expireNow();
    expect(await storedKeys(ward.store)).toHaveLength(4);
    expect(await accountFaults()).toEqual([]);
    const { heldBytes } = await new PostgresUsageRepository(ward.database.db).measure(ward.clock.atMs);
    expect(heldBytes).toBe(1_000);
  });

  it('binds what is ingested later', async () => {
    const later = { fromMs: firstMs + 20 * minuteMs, toMs: firstMs + 22 * minuteMs };
    await place(aHold(ward, { range: later }));
    await film(ward, camera(0), { fromMs: later.fromMs, count: 2, epoch: 2 });
    expect(await planNow()).toMatchObject({ days: 5 });
  });

  it('is saved when it was marked and its deletion has not begun', async () => {
    await planNow();
    expect(await place(aHold(ward, { range: third }))).toEqual({ rescued: 1, tooLate: 0 });
    expect(await expireNow()).toBe(4);
  });

  it('is told that it is too late once its deletion has begun', async () => {
    await planNow();
    const [deletion] = await book.unfinished(siteStore);
    if (!deletion) throw new Error('nothing marked');
    await book.begin(deletion.id, ward.clock.nowMs(), []);
    expect(await place(aHold(ward, { range: third }))).toEqual({ rescued: 0, tooLate: 1 });
    expect(await expireNow()).toBe(5);
  });

  it('expires after its release', async () => {
    const hold = aHold(ward, { range: third });
    await place(hold);
    const release = { atMs: ward.clock.nowMs(), byId: ward.officer, reason: 'The case is closed' };
    await holds.release(hold.id, release, custodyEvent(actor(), 'hold-released'));
    expect(await planNow()).toMatchObject({ days: 5 });
    expect(await holds.byId(hold.id)).toMatchObject({ release });
    await expect(
      holds.release(hold.id, release, custodyEvent(actor(), 'hold-released')),
    ).rejects.toMatchObject({
      code: 'hold-released',
    });
  });
});

describe('when a rule is more specific', () => {
  it('wins', async () => {
    for (const each of ward.cameras) await film(ward, each, { fromMs: firstMs, count: 2 });
    ward.clock.atMs = firstMs + 2 * dayMs;
    const { neighbourhoodId } = ward;
    const planned = await planNow({
      neighbourhoods: [{ neighbourhoodId, days: 30 }],
      cameras: [{ cameraId: camera(1).cameraId, days: 1 }],
    });
    expect(planned).toMatchObject({ days: 2 });
    const { rows } = await sql<{ camera_id: string }>`
      select distinct camera_id from segment where deletion_id is not null`.execute(ward.database.db);
    expect(rows).toEqual([{ camera_id: camera(1).cameraId }]);
  });
});

describe('when the store holds an object locked', () => {
  it('forgets the others, and tries that one again', async () => {
    await film(ward, camera(0), { fromMs: firstMs, count: 3 });
    ward.clock.atMs = firstMs + 2 * dayMs;
    await planNow();
    const locked = segmentKeys({ ...camera(0), startMs: firstMs + minuteMs, epoch: 1 }).original;
    const store = new LockingStore(ward.store, locked);
    const deps = { book, store, clock: ward.clock, log: silentLog };
    expect(await expireSegments(deps, siteStore, { mayBegin: true })).toBe(2);
    expect(await accountFaults()).toEqual([]);
    expect(await storedKeys(ward.store)).toEqual([locked]);
    expect(await expireNow()).toBe(1);
    const receipts = await new PostgresReceiptRepository(ward.database.db, aScribe()).list(
      Number.MAX_SAFE_INTEGER,
      10,
    );
    expect(receipts.map(({ segments }) => segments).sort()).toEqual([1, 2]);
  });
});

describe('when an object cannot be deleted', () => {
  it('ends every other deletion, tells of this one, and begins no more of them than it must', async () => {
    await film(ward, camera(0), { fromMs: firstMs, count: 2 });
    for (const minutes of [1, 2]) {
      ward.clock.atMs = firstMs + dayMs + minutes * minuteMs;
      await planNow();
    }
    const receipts = new PostgresReceiptRepository(ward.database.db, aScribe());
    const keys = segmentKeys({ ...camera(0), startMs: firstMs, epoch: 1 });
    const store = new StuckStore(ward.store, keys.still);
    const expireStuck = () =>
      expireSegments({ book, store, clock: ward.clock, log: silentLog }, siteStore, { mayBegin: true });
    await expect(expireStuck()).rejects.toMatchObject({ code: 'object-remains' });
    expect((await book.unfinished(siteStore)).map(({ hasBegun }) => hasBegun)).toEqual([true, false]);
    await expect(expireStuck()).rejects.toMatchObject({ code: 'object-remains' });
    expect(await storedKeys(ward.store)).toEqual(Object.values(keys).sort());
    expect(await accountFaults()).toEqual([]);
    expect(await receipts.list(Number.MAX_SAFE_INTEGER, 10)).toMatchObject([
      { segments: 1, fromMs: firstMs + minuteMs },
    ]);
    expect(await receipts.overdue(site, ward.clock.nowMs())).toBe(0);
    expect(await receipts.overdue(site, ward.clock.nowMs() + 1)).toBe(1);
    expect(await expireNow()).toBe(1);
    expect(await receipts.overdue(site, ward.clock.nowMs() + 1)).toBe(0);
  });
});
