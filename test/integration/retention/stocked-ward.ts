import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { ensureSite } from '../../../src/adapters/postgres/camera/sites.ts';
import { PostgresPartitions } from '../../../src/adapters/postgres/ingest/partitions.ts';
import { PostgresSegmentRepository } from '../../../src/adapters/postgres/ingest/segment-repository.ts';
import {
  type CameraId,
  type NeighbourhoodId,
  newId,
  type SiteId,
  type StreamId,
  sha256Hex,
  type UserId,
} from '../../../src/core/index.ts';
import { type ObjectKey, type ObjectStore, segmentKeys } from '../../../src/objects/index.ts';
import type { Run } from '../../../src/recording/index.ts';
import type { Hold, RetentionPolicy } from '../../../src/retention/index.ts';
import { someMedia } from '../../support/builders.ts';
import type { TestDatabase, TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { FakeClock } from '../api/fakes.ts';

export const site = 'ward' as SiteId;
export const storeName = 'disk';
export const siteStore = { siteId: site, store: storeName };
/** A day, and nothing else. */
export const policy: RetentionPolicy = {
  days: 1,
  neighbourhoods: [],
  cameras: [],
  minimumDays: 0,
  requireClockSync: false,
};
export const dayMs = 86_400_000;
export const minuteMs = 60_000;
/** When the ward was enrolled. */
export const firstMs = Date.parse('2026-11-01T00:00:00Z');

export interface StockedCamera {
  readonly cameraId: CameraId;
  readonly streamId: StreamId;
}

/** A catalogue and a store with cameras and small segments in them. */
export interface StockedWard {
  readonly database: TestDatabase;
  readonly store: ObjectStore;
  readonly storeDirectory: string;
  readonly clock: FakeClock;
  readonly officer: UserId;
  readonly neighbourhoodId: NeighbourhoodId;
  readonly cameras: readonly StockedCamera[];
  close(): Promise<void>;
}

/** On disk, unless a store is given. */
export async function stockWard(
  postgres: TestPostgres,
  cameras: number,
  given?: ObjectStore,
): Promise<StockedWard> {
  const database = await postgres.database();
  const { db } = database;
  await ensureSite(db, site);
  await new PostgresPartitions(db).prepare(firstMs, 2);
  const neighbourhoodId = newId('neighbourhood', firstMs);
  await db
    .insertInto('neighbourhood')
    .values({ id: neighbourhoodId, site_id: site, name: 'Khu 7' })
    .execute();
  const officer = newId('user', firstMs);
  await sql`insert into app_user values (${officer}, 'officer', 'The officer', 'officer', 'x', true, 0)`.execute(
    db,
  );
  const made: StockedCamera[] = [];
  for (let i = 0; i < cameras; i++) made.push(await addCamera(database, neighbourhoodId, `Cột ${i}`));
  const storeDirectory = await mkdtemp(join(tmpdir(), 'retention-store-'));
  const store = given ?? (await openDiskStore({ directory: storeDirectory, nodeId: newId('node', firstMs) }));
  return {
    database,
    store,
    storeDirectory,
    clock: new FakeClock(firstMs),
    officer,
    neighbourhoodId,
    cameras: made,
    close: async () => {
      await database.close();
      await rm(storeDirectory, { recursive: true });
    },
  };
}

async function addCamera(
  { db }: TestDatabase,
  neighbourhood_id: NeighbourhoodId,
  name: string,
): Promise<StockedCamera> {
  const cameraId = newId('camera', firstMs);
  const streamId = newId('stream', firstMs);
  await db
    .insertInto('camera')
    .values({ id: cameraId, site_id: site, neighbourhood_id, name, enrolled_at_ms: firstMs })
    .execute();
  await db
    .insertInto('stream')
    .values({
      id: streamId,
      camera_id: cameraId,
      role: 'main',
      url: 'rtsp://192.0.2.7/',
      recorded: true,
      enrolled_at_ms: firstMs,
      accounted_until_ms: firstMs,
    })
    .execute();
  return { cameraId, streamId };
}

/** Consecutive segments of a minute, of one run, with all their objects; each original has `sizeBytes`. */
export async function film(
  { database, store, clock }: StockedWard,
  camera: StockedCamera,
  given: {
    readonly fromMs: number;
    readonly count: number;
    readonly epoch?: number;
    readonly sizeBytes?: number;
  },
): Promise<void> {
  const { fromMs, count, epoch = 1, sizeBytes = 1_000 } = given;
  const catalogue = new PostgresSegmentRepository(database.db, clock, storeName, aScribe(clock));
  const run: Run = {
    id: newId('run', fromMs),
    ...camera,
    epoch,
    startedAtMs: fromMs,
    codec: 'h264',
    firstFrameMs: fromMs,
  };
  for (let seq = 0; seq < count; seq++) {
    const startMs = fromMs + seq * minuteMs;
    const bytes = randomBytes(sizeBytes);
    const keys = segmentKeys({ ...camera, startMs, epoch });
    const put = (key: ObjectKey) => store.put(key, bytes, 'application/octet-stream');
    await Promise.all((Object.values(keys) as ObjectKey[]).map(put));
    await catalogue.commit({
      run,
      closed: {
        runId: run.id,
        seq,
        startMs,
        endMs: startMs + minuteMs,
        mediaFromMs: seq * minuteMs,
        mediaToMs: (seq + 1) * minuteMs,
        packetsLost: 0,
      },
      objectKey: keys.original,
      sizeBytes,
      sha256: sha256Hex(bytes),
      codec: 'avc1.640028',
      width: 4,
      height: 2,
      initBytes: 1,
      packedKeyframes: new Uint8Array([0]),
      indexSha256: sha256Hex(bytes),
      media: someMedia,
    });
  }
}

export const aHold = (ward: StockedWard, given: Partial<Hold>): Hold => ({
  id: newId('hold', firstMs),
  ownerId: ward.officer,
  cameraIds: ward.cameras.map(({ cameraId }) => cameraId),
  range: { fromMs: firstMs, toMs: firstMs + dayMs },
  caseNumber: 'PC-1',
  reason: 'A motorbike was taken',
  createdAtMs: firstMs,
  reviewAtMs: firstMs + dayMs,
  ...given,
});

/** Every object that is stored. */
export async function storedKeys(store: ObjectStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list('')) keys.push(key);
  return keys.sort();
}
