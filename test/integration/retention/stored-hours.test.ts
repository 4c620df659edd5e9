import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresPartitions } from '../../../src/adapters/postgres/ingest/partitions.ts';
import { PostgresFleetRepository } from '../../../src/adapters/postgres/operations/fleet-repository.ts';
import {
  cameraUsageQuery,
  PostgresUsageRepository,
} from '../../../src/adapters/postgres/retention/usage-repository.ts';
import { dayMs, hourMs } from '../../../src/core/index.ts';
import { aStream, enrolledMs, type StreamInCatalogue } from '../../support/builders.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';

let postgres: TestPostgres;
let database: TestDatabase;
let streams: StreamInCatalogue[];
beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
  streams = [await aStream(database.db), await aStream(database.db)];
  await new PostgresPartitions(database.db).prepare(enrolledMs - 2 * dayMs, 5);
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

interface Stored {
  readonly of: number;
  readonly startMs: number;
  readonly sizeBytes: number;
  readonly lateMs: number;
  readonly isDeleted: boolean;
}

const lengthMs = 10_000;
const stored = fc.record({
  of: fc.nat(1),
  startMs: fc.integer({ min: -30 * 3_600, max: 3_600 }).map((s) => enrolledMs + s * 1_000),
  sizeBytes: fc.integer({ min: 1, max: 1_000_000 }),
  lateMs: fc.oneof(fc.nat(400_000), fc.nat(30 * hourMs)),
  isDeleted: fc.boolean(),
});

async function keep(all: readonly Stored[]): Promise<void> {
  const { db } = database;
  await sql`delete from segment`.execute(db);
  for (const [at, { of, startMs, sizeBytes, lateMs }] of all.entries()) {
    const { streamId, cameraId } = streams[of] ?? {};
    await sql`
      insert into segment (stream_id, start_ms, end_ms, run_id, seq, epoch, camera_id, store, object_key, size_bytes, sha256,
          media_from_ms, media_to_ms, packets_lost, codec, width, height, init_bytes, keyframes, has_still, ingested_at_ms)
        values (${streamId}, ${startMs}, ${startMs + lengthMs}, ${`run-${at}`}, 1, 1, ${cameraId}, 'disk', 'k', ${sizeBytes},
          repeat('0', 64), 0, 1, 0, 'avc1', 1, 1, 1, '\\x00', false, ${startMs + lengthMs + lateMs})`.execute(
      db,
    );
  }
  for (const [at, { isDeleted }] of all.entries())
    if (isDeleted) await sql`delete from segment where run_id = ${`run-${at}`}`.execute(db);
}

const sumOf = (all: readonly Stored[]) => all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

describe('whatever is stored and deleted', () => {
  it('is what the totals of its hours say, and the forecast of them', async () => {
    const usage = new PostgresUsageRepository(database.db);
    const nowMs = fc.integer({ min: 0, max: 3_600 }).map((s) => enrolledMs + s * 1_000);
    await fc.assert(
      fc.asyncProperty(fc.array(stored, { maxLength: 12 }), nowMs, async (all, atMs) => {
        await keep(all);
        const { rows: differing } = await sql`
          select * from (select stream_id, start_ms - start_ms % ${hourMs} as hour_ms, count(*) as segments,
              sum(size_bytes) as size_bytes from segment group by 1, 2) rows
            full join stored_hour kept using (stream_id, hour_ms)
            where rows.segments is distinct from kept.segments or rows.size_bytes is distinct from kept.size_bytes`.execute(
          database.db,
        );
        expect(differing).toEqual([]);
        const { cameras } = await usage.measure(atMs);
        for (const [of, { cameraId }] of streams.entries()) {
          const kept = all.filter((each) => each.of === of && !each.isDeleted && each.startMs < atMs);
          expect(cameras.find((each) => each.cameraId === cameraId)).toMatchObject({
            lastDayBytes: sumOf(kept.filter(({ startMs }) => startMs >= atMs - dayMs)),
            lastHourBytes: sumOf(kept.filter(({ startMs }) => startMs >= atMs - hourMs)),
          });
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('when segments were ingested in the last minutes', () => {
  const ingested = (atMs: number, lateMs: number): Stored => ({
    of: 0,
    startMs: atMs - lateMs - lengthMs,
    sizeBytes: 1,
    lateMs,
    isDeleted: false,
  });

  it('tells how late the latest came, without those of earlier minutes and those older than a day', async () => {
    const fleet = new PostgresFleetRepository(database.db, new HandClock(enrolledMs));
    await sql`delete from ingest_lag`.execute(database.db);
    await keep([
      ingested(enrolledMs - 7 * 60_000, 90_000),
      ingested(enrolledMs - 2 * 60_000, 30_000),
      ingested(enrolledMs - 60_000, 20_000),
      ingested(enrolledMs - 60_000, dayMs),
    ]);
    expect((await fleet.counts()).ingestLagMs).toBe(30_000);
  });

  it('keeps the last minutes alone', async () => {
    await keep([ingested(enrolledMs, 1_000), ingested(enrolledMs + 20 * 60_000, 1_000)]);
    const { rows } = await sql<{ minute_ms: number }>`
      select minute_ms from ingest_lag order by minute_ms`.execute(database.db);
    expect(rows).toEqual([{ minute_ms: enrolledMs + 20 * 60_000 }]);
  });
});

describe('when the forecast is asked for', () => {
  it('reads segments of the last hour and of an end of the day alone', async () => {
    const atMs = enrolledMs + hourMs / 2;
    const minute = 60_000;
    await keep([]);
    const { streamId, cameraId } = streams[0] ?? {};
    await sql`
      insert into segment (stream_id, start_ms, end_ms, run_id, seq, epoch, camera_id, store, object_key, size_bytes, sha256,
          media_from_ms, media_to_ms, packets_lost, codec, width, height, init_bytes, keyframes, has_still, ingested_at_ms)
        select case n when 0 then ${streamId} else 'other' || n end, at, at + ${minute}, 'run', 1, 1, ${cameraId}, 'disk', 'k', 1,
            repeat('0', 64), 0, 1, 0, 'avc1', 1, 1, 1, '\\x00', false, at
          from generate_series(${atMs - dayMs}::bigint, ${atMs - minute}::bigint, ${minute}::bigint) as at,
            generate_series(0, 19) as n`.execute(database.db);
    await sql`analyze segment`.execute(database.db);
    const { sql: text, parameters } = cameraUsageQuery(atMs).compile(database.db);
    const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(`explain analyze ${text}`, [
      ...parameters,
    ]);
    const plan = rows.map((row) => row['QUERY PLAN']);
    const read = plan.flatMap((line) => {
      const [, count, loops] = / on segment_\d{8} .*actual .*rows=([\d.]+) loops=(\d+)/.exec(line) ?? [];
      return count === undefined ? [] : [Number(count) * Number(loops)];
    });
    expect(read.reduce((sum, count) => sum + count, 0)).toBe(30 + 60);
    expect(plan.some((line) => /Seq Scan on segment_/.test(line))).toBe(false);
  });
});
