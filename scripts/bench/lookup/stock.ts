import { sql } from 'kysely';
import { ensureSite } from '../../../src/adapters/postgres/camera/sites.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import {
  type CameraId,
  dayMs,
  formatBasic,
  hourMs,
  newId,
  type SiteId,
  type StreamId,
} from '../../../src/core/index.ts';
import { cameras, gridMs, markedTime, placeOf, plannedGaps, type StockTime } from './ward-plan.ts';

export interface StockedStream {
  readonly cameraId: CameraId;
  readonly streamId: StreamId;
}

interface StockPlan {
  readonly siteId: SiteId;
  readonly storeName: string;
  readonly time: StockTime;
  readonly segmentMs: number;
  readonly onDay: (day: number) => void;
}

/**
 * Fills an empty catalogue: cameras, gaps of all reasons, segments of up to the recent time between them, marks of a deletion, readings
 * of the cameras' clocks. Rows are made by the server, partition by partition, and the indexes of a partition after its rows.
 */
export async function stockCatalogue(db: Database, plan: StockPlan): Promise<StockedStream[]> {
  const streams = await enrolStreams(db, plan);
  await insertGaps(db, plan.time, streams);
  const firstDayMs = Math.floor(plan.time.fromMs / dayMs) * dayMs;
  for (let dayStartMs = firstDayMs; dayStartMs < plan.time.recentFromMs; dayStartMs += dayMs) {
    plan.onDay((dayStartMs - firstDayMs) / dayMs + 1);
    await insertDay(db, plan, { dayStartMs, streams });
  }
  await countTotals(db);
  await markSome(db, plan);
  await insertClocks(db, plan.time, streams);
  await sql`vacuum analyze`.execute(db);
  return streams;
}

async function enrolStreams(db: Database, { siteId, time }: StockPlan): Promise<StockedStream[]> {
  const { fromMs, recentFromMs } = time;
  await ensureSite(db, siteId);
  await sql`insert into neighbourhood (id, site_id, name) values ('bench', ${siteId}, 'Khu phố 7')`.execute(
    db,
  );
  const streams = Array.from({ length: cameras }, () => ({
    cameraId: newId('camera', fromMs),
    streamId: newId('stream', fromMs),
  }));
  for (const [at, { cameraId, streamId }] of streams.entries()) {
    const { lat, lon } = placeOf(at);
    await sql`
      insert into camera (id, site_id, neighbourhood_id, name, enrolled_at_ms, lat, lon)
        values (${cameraId}, ${siteId}, 'bench', ${`Camera ${at + 1}`}, ${fromMs}, ${lat}, ${lon})`.execute(
      db,
    );
    await sql`
      insert into stream (id, camera_id, role, url, recorded, enrolled_at_ms, accounted_until_ms)
        values (${streamId}, ${cameraId}, 'main', 'rtsp://192.0.2.7/', true, ${fromMs}, ${recentFromMs})`.execute(
      db,
    );
  }
  return streams;
}

async function insertGaps(db: Database, time: StockTime, streams: readonly StockedStream[]): Promise<void> {
  const gaps = plannedGaps(time);
  await sql`
    insert into gap (stream_id, start_ms, end_ms, reason)
      select * from unnest(${gaps.map(({ camera }) => streams[camera]?.streamId)}::text[],
        ${gaps.map(({ fromMs }) => fromMs)}::bigint[], ${gaps.map(({ toMs }) => toMs)}::bigint[],
        ${gaps.map(({ reason }) => reason)}::text[])`.execute(db);
}

const idsOf = (streams: readonly StockedStream[]) => streams.map(({ streamId }) => streamId);

interface StockedDay {
  readonly dayStartMs: number;
  readonly streams: readonly StockedStream[];
}

/** A row is as long as that of a segment of a minute with a keyframe every two seconds. */
async function insertDay(
  db: Database,
  { time, segmentMs, storeName }: StockPlan,
  { dayStartMs, streams }: StockedDay,
): Promise<void> {
  const [fromMs, toMs] = [Math.max(dayStartMs, time.fromMs), Math.min(dayStartMs + dayMs, time.recentFromMs)];
  const partition = sql.table(`segment_${formatBasic(dayStartMs).slice(0, 8)}`);
  const runIds = streams.map(() => newId('run', fromMs));
  await sql`
    insert into run (id, stream_id, epoch, node_id, worker, claimed_at_ms, first_frame_ms, ended_at_ms, end_reason)
      select r, s, ${dayStartMs / dayMs}, 'bench', 'bench', ${fromMs}, ${fromMs}, ${toMs}, 'recorder'
        from unnest(${runIds}::text[], ${idsOf(streams)}::text[]) as given(r, s)`.execute(db);
  await sql`drop table if exists ${partition}`.execute(db);
  await sql`create table ${partition} (like segment including defaults including constraints)`.execute(db);
  await sql`
    insert into ${partition} (stream_id, start_ms, end_ms, run_id, seq, epoch, camera_id, store, object_key, size_bytes, sha256,
        media_from_ms, media_to_ms, packets_lost, codec, width, height, init_bytes, keyframes, index_sha256, index_bytes, has_still,
        ingested_at_ms)
      select s, at, at + ${segmentMs}, r, (at - ${fromMs}) / ${segmentMs}, ${dayStartMs / dayMs}, c, ${storeName},
          'segments/' || c || '/' || s || '/' || to_char(to_timestamp(at / 1000), 'YYYY/MM/DD/HH24/YYYYMMDD"T"HH24MISS') || '.mp4',
          11000000 + at % 7919, encode(sha256((s || at)::bytea), 'hex'), at - ${fromMs}, at - ${fromMs} + ${segmentMs}, 0, 'h264',
          1280, 720, 700, decode(repeat('0102030405', 30), 'hex'), sha256((s || at)::bytea), 4000, true, at + ${segmentMs}
        from unnest(${idsOf(streams)}::text[], ${streams.map(({ cameraId }) => cameraId)}::text[], ${runIds}::text[]) as given(s, c, r),
          generate_series(${fromMs}::bigint, ${toMs - segmentMs}::bigint, ${segmentMs}::bigint) as at
        where not exists (
          select from gap g, generate_series(g.start_ms / ${gridMs}, g.end_ms / ${gridMs} - 1) as cell
            where g.stream_id = s and cell = at / ${gridMs})`.execute(db);
  await sql`alter table segment attach partition ${partition}
    for values from (${sql.lit(dayStartMs)}) to (${sql.lit(dayStartMs + dayMs)})`.execute(db);
}

/** As the triggers of the table of all segments would. */
async function countTotals(db: Database): Promise<void> {
  await sql`
    insert into stored_day (stream_id, day_ms, camera_id, store, segments, size_bytes)
      select stream_id, start_ms - start_ms % ${dayMs}, min(camera_id), store, count(*), sum(size_bytes) from segment
        group by 1, 2, 4`.execute(db);
  await sql`
    insert into stored_hour (stream_id, hour_ms, segments, size_bytes)
      select stream_id, start_ms - start_ms % ${hourMs}, count(*), sum(size_bytes) from segment group by 1, 2`.execute(
    db,
  );
}

async function markSome(db: Database, { siteId, storeName, time }: StockPlan): Promise<void> {
  const id = newId('deletion', time.toMs);
  const { fromMs, toMs } = markedTime(time);
  await sql`
    insert into deletion (id, site_id, store, cause, marked_at_ms)
      values (${id}, ${siteId}, ${storeName}, 'days', ${time.toMs})`.execute(db);
  await sql`
    update segment set deletion_id = ${id} where start_ms >= ${fromMs} and start_ms < ${toMs}`.execute(db);
}

const insertClocks = (db: Database, { fromMs, toMs }: StockTime, streams: readonly StockedStream[]) =>
  sql`
  insert into camera_clock (camera_id, measured_at_ms, source, offset_ms, error_ms)
    select id, at, 'onvif', 400, 600 from unnest(${streams.map(({ cameraId }) => cameraId)}::text[]) as id,
      generate_series(${fromMs}::bigint, ${toMs}::bigint, ${hourMs}::bigint) as at`.execute(db);
