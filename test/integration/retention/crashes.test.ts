import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { PostgresHoldRepository } from '../../../src/adapters/postgres/retention/hold-repository.ts';
import { PostgresReceiptRepository } from '../../../src/adapters/postgres/retention/receipt-repository.ts';
import { silentLog } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import type { ObjectStore } from '../../../src/objects/index.ts';
import {
  type DeletionRepository,
  expireSegments,
  type Hold,
  type Placed,
  planExpiry,
} from '../../../src/retention/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { Crash, CrashingBook, CrashingSteps, CrashingStore } from './failing-parts.ts';
import { Meeting, meetingPoints } from './meeting.ts';
import { brokenPromises, leftOver } from './promises.ts';
import {
  aHold,
  dayMs,
  film,
  firstMs,
  minuteMs,
  policy,
  type StockedWard,
  siteStore,
  stockWard,
} from './stocked-ward.ts';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

/** Plans and deletes with these parts, as the two jobs do. */
async function expire(ward: StockedWard, book: DeletionRepository, store: ObjectStore): Promise<void> {
  const { clock, database } = ward;
  await planExpiry(
    { book, holds: new PostgresHoldRepository(database.db, aScribe()), clock },
    siteStore,
    policy,
  );
  await expireSegments({ book, store, clock, log: silentLog }, siteStore, { mayBegin: true });
}

const expireToTheEnd = (ward: StockedWard): Promise<void> =>
  expire(ward, new PostgresDeletionRepository(ward.database.db, aScribe()), ward.store);

/** True when it came to the step at which it crashed. */
async function expireUntil(ward: StockedWard, steps: CrashingSteps): Promise<boolean> {
  const book = new CrashingBook(ward.database.db, steps);
  try {
    await expire(ward, book, new CrashingStore(ward.store, steps));
    return false;
  } catch (error) {
    if (error instanceof Crash) return true;
    throw error;
  }
}

function place(ward: StockedWard, given: Partial<Hold>): Promise<Placed> {
  const hold = aHold(ward, given);
  const actor = { user: { id: ward.officer, role: 'officer' }, nowMs: ward.clock.nowMs() };
  return new PostgresHoldRepository(ward.database.db, aScribe()).place(
    hold,
    custodyEvent(actor, 'hold-placed'),
  );
}

const minuteOf = (minute: number, count = 1) => ({
  fromMs: firstMs + minute * minuteMs,
  toMs: firstMs + (minute + count) * minuteMs,
});

describe('when expiry crashes at any of its steps', () => {
  it.each([
    ['before the step', false],
    ['after the step, before that is known', true],
  ])(
    'keeps I4 and I5 and ends as if nothing had been: %s',
    async (_, isDone) => {
      let crashes = 0;
      for (let step = 0; ; step++) {
        const ward = await stockWard(postgres, 1);
        try {
          for (const camera of ward.cameras) await film(ward, camera, { fromMs: firstMs, count: 3 });
          await place(ward, { range: minuteOf(1) });
          ward.clock.atMs = firstMs + 2 * dayMs;
          const hasCrashed = await expireUntil(ward, new CrashingSteps(step, isDone));
          expect(await brokenPromises(ward), `after step ${step}`).toEqual([]);
          await expireToTheEnd(ward);
          expect(await brokenPromises(ward)).toEqual([]);
          expect(await leftOver(ward, ward.clock.atMs - dayMs)).toEqual([]);
          const receipts = await new PostgresReceiptRepository(ward.database.db, aScribe()).list(
            Number.MAX_SAFE_INTEGER,
            10,
          );
          expect(receipts.map(({ segments }) => segments)).toEqual([2]);
          if (!hasCrashed) break;
          crashes += 1;
        } finally {
          await ward.close();
        }
      }
      // Mark, begin, four objects of two segments, forget.
      expect(crashes).toBe(11);
    },
    240_000,
  );
});

describe('when holds are placed while footage is marked', () => {
  it('leaves nothing that is held and marked, however the two meet', async () => {
    const ward = await stockWard(postgres, 2);
    for (const camera of ward.cameras) await film(ward, camera, { fromMs: firstMs, count: 40 });
    const { clock, database } = ward;
    let rescued = 0;
    for (let minute = 0; minute < 40; minute++) {
      clock.atMs = firstMs + dayMs + (minute + 1) * minuteMs;
      const at = meetingPoints[minute % meetingPoints.length] ?? 'before';
      const meeting = new Meeting(at, () => place(ward, { range: minuteOf(minute) }));
      const placed = await meeting.during(database.db, (books) =>
        planExpiry({ ...books, clock }, siteStore, policy),
      );
      expect(placed.tooLate).toBe(0);
      rescued += placed.rescued;
      expect(await brokenPromises(ward)).toEqual([]);
    }
    await expireToTheEnd(ward);
    expect(await brokenPromises(ward)).toEqual([]);
    // Those placed after the marks are found marked; those placed before are not.
    expect(rescued).toBeGreaterThanOrEqual(2 * 8);
    expect(rescued).toBeLessThanOrEqual(2 * 16);
    await ward.close();
  }, 240_000);
});
