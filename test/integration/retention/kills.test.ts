import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { PostgresHoldRepository } from '../../../src/adapters/postgres/retention/hold-repository.ts';
import { PostgresReceiptRepository } from '../../../src/adapters/postgres/retention/receipt-repository.ts';
import { silentLog } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import { expireSegments, planExpiry } from '../../../src/retention/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { compileExpirer, Expirer } from './expirer.ts';
import { brokenPromises, leftOver, safeKeys } from './promises.ts';
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
  storedKeys,
} from './stocked-ward.ts';

/** More by name: `npm test -- integration`. */
const kills = process.env.LONG ? 200 : 60;
const minutes = 100;
const cameras = 3;

let postgres: TestPostgres;
let ward: StockedWard;

beforeAll(async () => {
  compileExpirer();
  postgres = await startPostgres();
  ward = await stockWard(postgres, cameras);
  await Promise.all(ward.cameras.map((camera) => film(ward, camera, { fromMs: firstMs, count: minutes })));
});
afterAll(async () => {
  await ward.close();
  await postgres.stop();
});

async function placeSomewhere(): Promise<void> {
  const fromMs = firstMs + randomInt(minutes) * minuteMs;
  const [camera] = ward.cameras.slice(randomInt(cameras));
  if (!camera) throw new Error('no camera');
  const hold = aHold(ward, { cameraIds: [camera.cameraId], range: { fromMs, toMs: fromMs + minuteMs } });
  const actor = { user: { id: ward.officer, role: 'officer' }, nowMs: ward.clock.nowMs() };
  await new PostgresHoldRepository(ward.database.db, aScribe()).place(
    hold,
    custodyEvent(actor, 'hold-placed'),
  );
}

describe(`when a process that expires is killed with SIGKILL ${kills} times, at random`, () => {
  it('keeps I4 and I5 after each, loses nothing held, and leaves nothing expired in the end', async () => {
    const { nodeId } = JSON.parse(await readFile(join(ward.storeDirectory, 'store.json'), 'utf8')) as {
      nodeId: string;
    };
    const given = {
      databaseUrl: ward.database.url,
      disk: { directory: ward.storeDirectory, nodeId },
      siteStore,
      policy,
    };
    const safe = new Set<string>();
    // Every other kill comes at any time within two rounds, the others while a deletion is under way, or just after.
    const { roundMs, deletionMs } = await new Expirer(given).worked(firstMs + dayMs + minuteMs);
    // One ahead, so that its start costs no time.
    let next = new Expirer(given);
    let interrupted = 0;
    for (let kill = 0; kill < kills; kill++) {
      const current = next;
      next = new Expirer(given);
      const nowMs = firstMs + dayMs + Math.ceil(((kill + 1) * minutes) / kills) * minuteMs;
      ward.clock.atMs = nowMs;
      const working =
        kill % 2 === 0
          ? current.killedAfter(randomInt(Math.ceil(2 * roundMs)), nowMs)
          : current.killedDeleting(randomInt(Math.ceil(deletionMs)), nowMs);
      if (kill % 10 === 0) await placeSomewhere();
      await working;
      expect(await brokenPromises(ward, { mayBeLate: true }), `after kill ${kill}`).toEqual([]);
      for (const key of await safeKeys(ward)) safe.add(key);
      const unfinished = await new PostgresDeletionRepository(ward.database.db, aScribe()).unfinished(
        siteStore,
      );
      if (unfinished.length > 0) interrupted += 1;
    }
    await next.kill();
    const { clock, database, store } = ward;
    const [book, holds] = [
      new PostgresDeletionRepository(database.db, aScribe()),
      new PostgresHoldRepository(database.db, aScribe()),
    ];
    await planExpiry({ book, holds, clock }, siteStore, policy);
    await expireSegments({ book, store, clock, log: silentLog }, siteStore, { mayBegin: true });

    expect(await brokenPromises(ward, { mayBeLate: true })).toEqual([]);
    expect(await leftOver(ward, clock.nowMs() - dayMs)).toEqual([]);
    const stored = await storedKeys(store);
    expect([...safe].filter((key) => !stored.includes(key))).toEqual([]);
    const receipts = await new PostgresReceiptRepository(database.db, aScribe()).list(
      Number.MAX_SAFE_INTEGER,
      10_000,
    );
    const gone = receipts.reduce((sum, { segments }) => sum + segments, 0);
    expect(gone).toBe(cameras * minutes - stored.length / 4);
    // Kills that met a deletion under way; without any, this test would prove nothing.
    expect(interrupted).toBeGreaterThan(kills / 20);
    console.log(`${kills} kills, ${interrupted} of them within a deletion; ${gone} segments expired`);
  }, 1_800_000);
});
