import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresFootageRepository } from '../../../src/adapters/postgres/footage/footage-repository.ts';
import { PostgresPartitions } from '../../../src/adapters/postgres/ingest/partitions.ts';
import { factsOfRows, readCoverageRows } from '../../../src/adapters/postgres/proven/coverage-rows.ts';
import { dayMs, type TimeRange } from '../../../src/core/index.ts';
import { coverageOf } from '../../../src/footage/index.ts';
import type { GapReason } from '../../../src/recording/index.ts';
import { aStream, enrolledMs, type StreamInCatalogue } from '../../support/builders.ts';
import { footageChecksIn } from '../../support/footage-checks.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';

const clock = new HandClock(enrolledMs);
let postgres: TestPostgres;
let database: TestDatabase;
let stream: StreamInCatalogue;
beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
  stream = await aStream(database.db);
  await new PostgresPartitions(database.db).prepare(enrolledMs, 2);
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

interface Segment extends TimeRange {
  readonly epoch: number;
  readonly isMarked: boolean;
  readonly overlapping: boolean;
}

interface History {
  readonly segments: readonly Segment[];
  readonly gaps: readonly (TimeRange & { readonly reason: GapReason })[];
  readonly accountedUntilMs: number;
}

const length = fc.integer({ min: 1, max: 90_000 });
const reason = fc.constantFrom<GapReason>('offline', 'disk', 'expired', 'damaged', 'unknown');
const gap = fc.record({ kind: fc.constant('gap' as const), length, reason });
/** With a segment of another epoch over a part of it, in thousandths. */
const twin = fc.record({
  from: fc.integer({ min: 0, max: 500 }),
  to: fc.integer({ min: 501, max: 1_000 }),
  isMarked: fc.boolean(),
});
const segment = fc.record({
  kind: fc.constant('segment' as const),
  length,
  isMarked: fc.boolean(),
  twin: fc.option(twin, { nil: undefined }),
});
const tile = fc.oneof(gap, { weight: 3, arbitrary: segment });
const told = fc.record({
  tiles: fc.array(tile, { maxLength: 12 }),
  /** Beyond the frontier: a hole, and what came before what is missing there. */
  hole: length,
  beyond: fc.array(tile, { maxLength: 4 }),
  lasting: fc.option(reason, { nil: undefined }),
});

type Told = typeof told extends fc.Arbitrary<infer T> ? T : never;

/** A history that fills its time exactly (I4). */
function historyOf({ tiles, hole, beyond, lasting }: Told): History {
  const [segments, gaps]: [Segment[], (TimeRange & { reason: GapReason })[]] = [[], []];
  let atMs = enrolledMs;
  const lay = (each: (typeof tiles)[number]) => {
    const range = { fromMs: atMs, toMs: atMs + each.length };
    atMs = range.toMs;
    if (each.kind === 'gap') {
      gaps.push({ ...range, reason: each.reason });
      return;
    }
    segments.push({ ...range, epoch: 1, isMarked: each.isMarked, overlapping: each.twin !== undefined });
    if (!each.twin) return;
    const part = (thousandths: number) => range.fromMs + Math.floor((each.length * thousandths) / 1_000);
    const of = { fromMs: part(each.twin.from), toMs: Math.max(part(each.twin.to), part(each.twin.from) + 1) };
    segments.push({ ...of, epoch: 2, isMarked: each.twin.isMarked, overlapping: true });
  };
  for (const each of tiles) lay(each);
  const accountedUntilMs = atMs;
  atMs += hole;
  for (const each of beyond) lay(each);
  if (lasting) gaps.push({ fromMs: atMs, toMs: Number.POSITIVE_INFINITY, reason: lasting });
  return { segments, gaps, accountedUntilMs };
}

async function keep({ segments, gaps, accountedUntilMs }: History): Promise<void> {
  const { db } = database;
  const { streamId, cameraId } = stream;
  await sql`delete from segment`.execute(db);
  await sql`delete from gap`.execute(db);
  await sql`update stream set accounted_until_ms = ${accountedUntilMs} where id = ${streamId}`.execute(db);
  for (const { fromMs, toMs, epoch, isMarked, overlapping } of segments)
    await sql`
      insert into segment (stream_id, start_ms, end_ms, run_id, seq, epoch, camera_id, store, object_key, size_bytes, sha256,
          media_from_ms, media_to_ms, packets_lost, codec, width, height, init_bytes, keyframes, has_still, overlapping,
          ingested_at_ms, deletion_id)
        values (${streamId}, ${fromMs}, ${toMs}, ${`run-${epoch}`}, 1, ${epoch}, ${cameraId}, 'disk', 'k', 1, repeat('0', 64),
          0, 1, 0, 'avc1', 1, 1, 1, '\\x00', false, ${overlapping}, 0, ${isMarked ? 'deletion_test' : null})`.execute(
      db,
    );
  for (const { fromMs, toMs, reason: why } of gaps)
    await sql`
      insert into gap (stream_id, start_ms, end_ms, reason)
        values (${streamId}, ${fromMs}, ${Number.isFinite(toMs) ? toMs : null}, ${why})`.execute(db);
}

const atMs = fc.integer({ min: -60_000, max: 900_000 }).map((ms) => enrolledMs + ms);
const asked = fc
  .tuple(atMs, fc.integer({ min: 1, max: 900_000 }))
  .map(([fromMs, forMs]) => ({ fromMs, toMs: fromMs + forMs }));

describe('whatever was recorded of a stream', () => {
  it('is told by its gaps as by its segments, and by the rows that are compared', async () => {
    const footage = new PostgresFootageRepository(database.db, footageChecksIn(database.db, clock));
    await fc.assert(
      fc.asyncProperty(
        told,
        fc.array(asked, { minLength: 3, maxLength: 3 }),
        atMs,
        async (given, ranges, nowMs) => {
          await keep(historyOf(given));
          const whole = { fromMs: enrolledMs - dayMs, toMs: enrolledMs + dayMs };
          for (const range of [whole, ...ranges]) {
            const [byGap, bySegment] = [
              (await footage.coverage([stream.streamId], range)).get(stream.streamId),
              (await footage.storedCoverage([stream.streamId], range)).get(stream.streamId),
            ];
            if (!byGap || !bySegment) throw new Error('the stream is not known');
            expect(coverageOf(byGap, range, nowMs)).toEqual(coverageOf(bySegment, range, nowMs));
            const [rows] = await readCoverageRows(database.db, [stream.streamId], range);
            if (!rows) throw new Error('the stream is not known');
            expect(coverageOf(factsOfRows(rows), range, nowMs)).toEqual(coverageOf(bySegment, range, nowMs));
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
