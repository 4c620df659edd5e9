import { randomInt } from 'node:crypto';
import { Client } from 'minio';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { minioStore } from '../../../src/adapters/minio/minio-store.ts';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { PostgresHoldRepository } from '../../../src/adapters/postgres/retention/hold-repository.ts';
import { PostgresReceiptRepository } from '../../../src/adapters/postgres/retention/receipt-repository.ts';
import { silentLog } from '../../../src/core/index.ts';
import { type DeletionRepository, expireSegments, planExpiry } from '../../../src/retention/index.ts';
import { s3Missing, startTestMinio, type TestMinio } from '../../support/minio-server.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { describeUnless } from '../../support/unless.ts';
import { compileExpirer, Expirer } from './expirer.ts';
import { Crash, CrashingBook, CrashingSteps, CrashingStore } from './failing-parts.ts';
import { brokenPromises, leftOver } from './promises.ts';
import {
  dayMs,
  film,
  firstMs,
  minuteMs,
  policy,
  type StockedWard,
  siteStore,
  stockWard,
} from './stocked-ward.ts';

const kills = 20;

describeUnless(s3Missing, 'when footage expires in a bucket with versions', () => {
  let postgres: TestPostgres;
  let server: TestMinio;
  let others: Client;
  beforeAll(async () => {
    [postgres, server] = await Promise.all([startPostgres(), startTestMinio()]);
    const { hostname, port } = new URL(server.endpoint);
    const { accessKey, secretKey } = server;
    others = new Client({ endPoint: hostname, port: Number(port), useSSL: false, accessKey, secretKey });
  });
  afterAll(async () => {
    await Promise.all([server?.stop(), postgres?.stop()]);
  });

  let buckets = 0;

  /** All but the last minute past its time; of one object there are two versions, of another two with a delete marker between. */
  async function aWard(minutes: number): Promise<{ ward: StockedWard; bucket: string }> {
    const bucket = `expiry-${Date.now()}-${buckets++}`;
    const store = minioStore({ ...server, bucket });
    await store.makeIdentity();
    const ward = await stockWard(postgres, 1, store);
    for (const camera of ward.cameras) await film(ward, camera, { fromMs: firstMs, count: minutes });
    const [twice, buried] = await versionsIn(others, bucket);
    await others.putObject(bucket, twice?.name ?? '', 'another tool was here');
    await others.removeObject(bucket, buried?.name ?? '');
    await others.putObject(bucket, buried?.name ?? '', 'and here');
    ward.clock.atMs = firstMs + dayMs + (minutes - 1) * minuteMs;
    return { ward, bucket };
  }

  const expire = async (ward: StockedWard, book: DeletionRepository): Promise<void> => {
    const { clock, database, store } = ward;
    await planExpiry(
      { book, holds: new PostgresHoldRepository(database.db, aScribe()), clock },
      siteStore,
      policy,
    );
    await expireSegments({ book, store, clock, log: silentLog }, siteStore, { mayBegin: true });
  };

  /** Of the last minute everything is there, of the others nothing. */
  async function expectDone(ward: StockedWard, bucket: string): Promise<void> {
    const left = await versionsIn(others, bucket);
    expect(left.map(({ isDeleteMarker }) => isDeleteMarker ?? false)).toEqual([false, false, false, false]);
    expect(await leftOver(ward, ward.clock.atMs - dayMs)).toEqual([]);
    expect(await brokenPromises(ward)).toEqual([]);
  }

  it('leaves no version and no delete marker of it, and all of what is not past its time', async () => {
    const { ward, bucket } = await aWard(4);
    expect(await versionsIn(others, bucket)).toHaveLength(4 * 4 + 3);
    await expire(ward, new PostgresDeletionRepository(ward.database.db, aScribe()));
    await expectDone(ward, bucket);
    const receipts = await new PostgresReceiptRepository(ward.database.db, aScribe()).list(
      Number.MAX_SAFE_INTEGER,
      10,
    );
    expect(receipts).toMatchObject([{ segments: 3, objects: 12, cause: 'days' }]);
    await ward.close();
  });

  it.each([
    ['before', false],
    ['after', true],
  ])(
    'ends the same when it is cut %s any step',
    async (_, isDone) => {
      let crashes = 0;
      for (let hasCrashed = true; hasCrashed; ) {
        const { ward, bucket } = await aWard(3);
        const steps = new CrashingSteps(crashes, isDone);
        const cut = { ...ward, store: new CrashingStore(ward.store, steps) };
        hasCrashed = await expire(cut, new CrashingBook(ward.database.db, steps)).then(() => false, isCrash);
        expect(await brokenPromises(ward), `after step ${crashes}`).toEqual([]);
        await expire(ward, new PostgresDeletionRepository(ward.database.db, aScribe()));
        await expectDone(ward, bucket);
        if (hasCrashed) crashes += 1;
        await ward.close();
      }
      // Mark, begin, four objects of two segments, forget.
      expect(crashes).toBe(11);
    },
    240_000,
  );

  it('keeps its promises through kills of the process, and ends the same', async () => {
    compileExpirer();
    const minutes = 60;
    const { ward, bucket } = await aWard(minutes + 1);
    const given = { databaseUrl: ward.database.url, s3: { ...server, bucket }, siteStore, policy };
    const { roundMs } = await new Expirer(given).worked(firstMs + dayMs + minuteMs);
    let next = new Expirer(given);
    let interrupted = 0;
    for (let kill = 1; kill <= kills; kill++) {
      const current = next;
      next = new Expirer(given);
      ward.clock.atMs = firstMs + dayMs + Math.ceil((kill * minutes) / kills) * minuteMs;
      await current.killedAfter(randomInt(Math.ceil(2 * roundMs)), ward.clock.atMs);
      expect(await brokenPromises(ward), `after kill ${kill}`).toEqual([]);
      const unfinished = await new PostgresDeletionRepository(ward.database.db, aScribe()).unfinished(
        siteStore,
      );
      if (unfinished.length > 0) interrupted += 1;
    }
    await next.kill();
    await expire(ward, new PostgresDeletionRepository(ward.database.db, aScribe()));
    await expectDone(ward, bucket);
    // Without any kill within a deletion, this test would prove nothing.
    expect(interrupted).toBeGreaterThan(0);
    await ward.close();
  }, 480_000);
});

interface Version {
  readonly name: string;
  readonly isDeleteMarker?: boolean;
}

/** Every version and every delete marker, by another client than ours. */
async function versionsIn(client: Client, bucket: string): Promise<Version[]> {
  const listed = client.listObjects(bucket, '', true, { IncludeVersion: true });
  const versions: Version[] = [];
  for await (const entry of listed as AsyncIterable<unknown> as AsyncIterable<Version>) versions.push(entry);
  return versions.filter(({ name }) => name !== '.store/id');
}

const isCrash = (error: unknown): true => {
  if (error instanceof Crash) return true;
  throw error;
};
