import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresAdoptionBook } from '../../../src/adapters/postgres/adoption/adoption-book.ts';
import { cameraMembers } from '../../../src/adapters/postgres/camera/camera-record.ts';
import { readWholeCamera } from '../../../src/adapters/postgres/camera/stated-camera.ts';
import { PostgresSegmentRepository } from '../../../src/adapters/postgres/ingest/segment-repository.ts';
import type { Scribe } from '../../../src/adapters/postgres/log/scribe.ts';
import { endGap } from '../../../src/adapters/postgres/recording/gap-keeping.ts';
import { lockStream } from '../../../src/adapters/postgres/recording/locked-stream.ts';
import { formatInstant, minuteMs, newId, silentLog } from '../../../src/core/index.ts';
import { type AdoptionMark, adoptRecords, type EvidenceRecord } from '../../../src/log/index.ts';
import {
  aCataloguedSegment,
  aClosedSegment,
  aRun,
  aSite,
  aStream,
  enrolledMs,
  type StreamInCatalogue,
} from '../../support/builders.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { statedRecords } from '../../support/stated-records.ts';
import { readToldGaps } from '../../support/told-gaps.ts';

type SegmentRecord = Extract<EvidenceRecord, { readonly type: 'seg' }>;

let postgres: TestPostgres;
let database: TestDatabase;
let mark: AdoptionMark | undefined;
const clock = new HandClock(enrolledMs + 10 * 60 * minuteMs);

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  database = await postgres.database();
  mark = undefined;
  return () => database.close();
});

const turn = (scribe: Scribe = aScribe(clock)) =>
  adoptRecords({
    book: new PostgresAdoptionBook(database.db, { siteId: aSite, scribe, log: silentLog }),
    marks: {
      read: async () => mark,
      write: async (written) => {
        mark = written;
      },
    },
    clock,
    log: silentLog,
    rest: async () => {},
  });

/** A stream with segments of a minute each, as an earlier version left them. */
async function leftBehind(count: number): Promise<StreamInCatalogue> {
  const stream = await aStream(database.db);
  const run = aRun(stream);
  const segments = new PostgresSegmentRepository(database.db, clock, 'test', aScribe(clock));
  await segments.commit(aCataloguedSegment(run, aClosedSegment(run, { seq: 0 })));
  await sql`
    insert into segment
      select (jsonb_populate_record(s, jsonb_build_object('start_ms', s.start_ms + n * ${minuteMs}::bigint,
        'end_ms', s.end_ms + n * ${minuteMs}::bigint, 'seq', n))).*
        from segment s, generate_series(1, ${count - 1}::int) n where s.run_id = ${run.id}`.execute(
    database.db,
  );
  await withoutRecords();
  return stream;
}

const withoutRecords = async () => {
  await sql`update segment set record_seq = null`.execute(database.db);
  await sql`truncate log_outbox, log_leaf, log_chain cascade`.execute(database.db);
};

const segmentRecords = async (): Promise<SegmentRecord[]> =>
  (await statedRecords(database.db)).filter((record) => record.type === 'seg');

const unrecorded = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from segment where record_seq is null`.execute(database.db);
  return rows[0]?.count ?? -1;
};

describe('when an earlier version left segments without records', () => {
  it('states one of each, flagged, of what its row tells, and the row names it', async () => {
    const { cameraId } = await leftBehind(2);
    await turn();
    const records = await segmentRecords();
    const rows = await database.db.selectFrom('segment').selectAll().orderBy('start_ms', 'desc').execute();
    expect(records).toHaveLength(2);
    expect(records).toEqual(
      rows.map(
        (row) =>
          expect.objectContaining({
            adopted: 1,
            at: formatInstant(clock.nowMs()),
            cam: cameraId,
            obj: row.object_key,
            sha256: row.sha256,
            bytes: row.size_bytes,
            t0: formatInstant(row.start_ms),
            t1: formatInstant(row.end_ms),
            loc: { rev: 1 },
            seq: row.record_seq,
          }) as SegmentRecord,
      ),
    );
    expect(records[0]).not.toHaveProperty('frames');
    expect(mark).toEqual({ untilMs: clock.nowMs(), isDone: true });
  });

  it('takes the newest first, of all streams', async () => {
    const streams = [await leftBehind(120), await leftBehind(110)];
    await turn();
    const records = await segmentRecords();
    expect(records).toHaveLength(230);
    const begins = (from: number, to: number) => records.slice(from, to).map(({ t0 }) => Date.parse(t0));
    // In batches of fifty: the oldest of what came first is newer than what came last.
    expect(Math.min(...begins(0, 100))).toBeGreaterThan(Math.max(...begins(200, 230)));
    expect(new Set(records.slice(0, 100).map(({ cam }) => cam))).toEqual(
      new Set(streams.map(({ cameraId }) => cameraId)),
    );
  });

  it('goes on where it was killed before a commit, and states none twice', async () => {
    await leftBehind(120);
    const scribe = aScribe(clock);
    let calls = 0;
    const state = scribe.state.bind(scribe);
    scribe.state = async (...given) => {
      const stated = await state(...given);
      if (++calls === 3) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(given[0]);
      return stated;
    };
    await expect(turn(scribe)).rejects.toMatchObject({ code: 'catalogue-unavailable' });
    expect([await unrecorded(), mark?.isDone]).toEqual([70, false]);
    await turn();
    const objects = (await segmentRecords()).map(({ t0 }) => t0);
    expect([objects.length, new Set(objects).size, await unrecorded()]).toEqual([120, 120, 0]);
  });

  it('leaves alone what is written into the catalogue after it is done', async () => {
    await leftBehind(1);
    await turn();
    await sql`update segment set record_seq = null, sha256 = ${'0'.repeat(64)}`.execute(database.db);
    await sql`insert into adoption select 'stream', id, ${aSite}, ${clock.nowMs()}::bigint from stream`.execute(
      database.db,
    );
    expect(await turn()).toBe(false);
    expect(await unrecorded()).toBe(1);
  });

  it('states nothing of what began after it', async () => {
    await leftBehind(2);
    mark = { untilMs: enrolledMs + 30_000, isDone: false };
    await sql`insert into adoption select 'stream', id, ${aSite}, ${clock.nowMs()}::bigint from stream`.execute(
      database.db,
    );
    await turn();
    expect((await segmentRecords()).map(({ t0 }) => t0)).toEqual([formatInstant(enrolledMs)]);
  });

  it('names what no record can say, and adopts the rest', async () => {
    await leftBehind(3);
    await sql`update segment set codec = 'h 264' where seq = 1`.execute(database.db);
    await turn();
    expect([(await segmentRecords()).length, await unrecorded(), mark?.isDone]).toEqual([2, 1, true]);
  });
});

describe('when an earlier version left gaps without records', () => {
  it('states how each opened and ended, and the end of one that lasts names its record', async () => {
    const { streamId } = await aStream(database.db);
    const gaps = [
      ...Array.from({ length: 60 }, (_, n) => ({
        fromMs: n * 2_000,
        toMs: n * 2_000 + 1_000,
        reason: 'offline' as const,
      })),
      { fromMs: 200_000, toMs: Number.POSITIVE_INFINITY, reason: 'recorder' as const },
    ].map((gap) => ({ ...gap, fromMs: enrolledMs + gap.fromMs, toMs: enrolledMs + gap.toMs }));
    for (const { fromMs, toMs, reason } of gaps)
      await database.db
        .insertInto('gap')
        .values({
          stream_id: streamId,
          start_ms: fromMs,
          end_ms: Number.isFinite(toMs) ? toMs : null,
          reason,
        })
        .execute();
    await turn();
    expect((await statedRecords(database.db, 'stream/')).every(({ adopted }) => adopted === 1)).toBe(true);
    const told = async () => new Set(await readToldGaps(database.db, streamId));
    expect(await told()).toEqual(new Set(gaps));
    const toMs = enrolledMs + 300_000;
    await database.db.transaction().execute(async (trx) => {
      const stream = await lockStream({ trx, scribe: aScribe(clock) }, streamId, toMs);
      if (stream) await endGap(stream, toMs);
    });
    expect(await told()).toEqual(new Set(gaps.map((gap) => ({ ...gap, toMs: Math.min(gap.toMs, toMs) }))));
  });
});

describe('when an earlier version left cameras and holds', () => {
  it('states each whole, once, and none that has a record', async () => {
    const { cameraId } = await aStream(database.db);
    const { cameraId: clocked } = await aStream(database.db);
    const told = aScribe(clock);
    await database.db
      .transaction()
      .execute((trx) => told.state(trx, { type: 'cclk', cam: clocked, src: 'SR', off_ms: 0, err_ms: 0 }));
    await sql`insert into camera_clock (camera_id, measured_at_ms, source, offset_ms, error_ms)
      values (${clocked}, ${enrolledMs}, 'rtcp', 0, 0)`.execute(database.db);
    await turn();
    await sql`insert into adoption select 'camera', id, ${aSite}, 0 from camera`.execute(database.db);
    mark = { untilMs: clock.nowMs(), isDone: false };
    await turn();
    for (const id of [cameraId, clocked]) {
      const records = (await statedRecords(database.db, `cam/${id}`)).filter(({ type }) => type === 'cam');
      expect(records).toHaveLength(1);
      const [record] = records;
      const camera = await readWholeCamera(database.db, id);
      expect(record).toMatchObject({
        ...cameraMembers(camera, record?.salt ?? ''),
        act: 'notice',
        adopted: 1,
      });
    }
  });

  it('states a hold of a request behind the record of the request, and waits for that', async () => {
    const { cameraId } = await aStream(database.db);
    const owner = newId('user', enrolledMs);
    await sql`insert into app_user values (${owner}, 'custodian', 'C', 'custodian', 'x', true, 0)`.execute(
      database.db,
    );
    const [own, asked] = [newId('hold', enrolledMs), newId('hold', enrolledMs + 1)];
    const request = newId('request', enrolledMs);
    await sql`insert into request (id, requester_id, case_number, purpose, area, from_ms, to_ms, state, created_at_ms)
      values (${request}, ${owner}, '12/2026', 'Điều tra', '{}', 0, 1, 'refused', 0)`.execute(database.db);
    for (const [id, of] of [
      [own, null],
      [asked, request],
    ] as const)
      await sql`insert into hold (id, owner_id, case_number, reason, from_ms, to_ms, created_at_ms, review_at_ms, request_id)
        values (${id}, ${owner}, '12/2026', 'Điều tra', ${enrolledMs}, ${enrolledMs + 1}, ${enrolledMs}, ${enrolledMs + 1}, ${of})`.execute(
        database.db,
      );
    await sql`insert into hold_camera select id, ${cameraId} from hold`.execute(database.db);
    await turn();
    expect(await statedRecords(database.db, `hold/${own}`)).toMatchObject([
      { act: 'place', hold: own, adopted: 1 },
    ]);
    expect([await statedRecords(database.db, 'req/'), mark?.isDone]).toEqual([[], false]);
    await sql`insert into log_chain (name, seq, digest) values (${`req/${request}`}, 0, decode(${'0'.repeat(64)}, 'hex'))`.execute(
      database.db,
    );
    await turn();
    expect(await statedRecords(database.db, 'req/')).toMatchObject([
      { act: 'place', hold: asked, adopted: 1 },
    ]);
    expect(mark?.isDone).toBe(true);
  });
});
