import { sql } from 'kysely';
import { type CameraId, dayMs } from '../../../core/index.ts';
import type { CameraStretch, FootageCount, FootageCounter } from '../../../retention/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { isHeld } from './lock.ts';

/** No segment is longer: by it the index of starts narrows a search by ends. */
const longestSegmentMs = 900_000;
const usualSegmentMs = 60_000;

/** Marks that have not begun are taken back when something changes. */
const isBegun = sql`s.deletion_id is not null
  and exists (select from deletion d where d.id = s.deletion_id and d.begun_at_ms is not null)`;

/**
 * Counts segment by segment at both ends of a stretch, and in between by the counts of whole UTC days: a month of a ward is
 * millions of segments. The length of those is an estimate. Where a camera has a hold, each of its segments is looked at.
 */
export class PostgresFootageCounter implements FootageCounter {
  constructor(private readonly db: Database) {}

  count(stretches: readonly CameraStretch[]): Promise<FootageCount> {
    return onCatalogue(async () => {
      const held = await this.camerasWithHolds();
      const parts = stretches.map((stretch) =>
        held.has(stretch.cameraId) ? { ends: [wholly(stretch)] } : partsOf(stretch),
      );
      const bySegment = await this.bySegment(parts.flatMap(({ ends }) => ends));
      const byDay = await this.byDay(parts.flatMap(({ days }) => days ?? []));
      return sumOf(bySegment, byDay);
    });
  }

  private async camerasWithHolds(): Promise<ReadonlySet<CameraId>> {
    const { rows } = await sql<{ id: CameraId }>`
      select distinct hc.camera_id as id from hold_camera hc join hold h on h.id = hc.hold_id
        where h.released_at_ms is null`.execute(this.db);
    return new Set(rows.map(({ id }) => id));
  }

  /** Every stream gives its segments by the primary key; partitions outside the stretch are not touched. */
  private async bySegment(ends: readonly StretchEnd[]): Promise<CameraCount[]> {
    const numbers = (of: (end: StretchEnd) => number) =>
      sql`${ends.map((end) => Math.floor(of(end)))}::bigint[]`;
    const { rows } = await sql<CameraCount>`
      select found.camera_id as id, count(*)::int as segments, sum(end_ms - start_ms)::bigint as "durationMs",
          sum(size_bytes)::bigint as "sizeBytes"
        from unnest(${ends.map(({ cameraId }) => cameraId)}::text[], ${numbers(({ fromMs }) => fromMs)},
            ${numbers(({ toMs }) => toMs)}, ${numbers(({ startFromMs }) => startFromMs)},
            ${numbers(({ startToMs }) => startToMs)}) as stretch(camera_id, from_ms, to_ms, start_from_ms, start_to_ms)
          join stream on stream.camera_id = stretch.camera_id
          cross join lateral (
            select s.camera_id, s.start_ms, s.end_ms, s.size_bytes from segment s
              where s.stream_id = stream.id and s.start_ms >= start_from_ms and s.start_ms < start_to_ms
                and s.end_ms > from_ms and s.end_ms <= to_ms and not (${isBegun}) and not ${isHeld}) found
        group by 1`.execute(this.db);
    return rows;
  }

  private async byDay(stretches: readonly CameraStretch[]): Promise<Omit<CameraCount, 'durationMs'>[]> {
    const { rows } = await sql<Omit<CameraCount, 'durationMs'>>`
      select stretch.camera_id as id, sum(d.segments)::int as segments, sum(d.size_bytes)::bigint as "sizeBytes"
        from unnest(${stretches.map(({ cameraId }) => cameraId)}::text[],
            ${stretches.map(({ fromMs }) => fromMs)}::bigint[],
            ${stretches.map(({ toMs }) => toMs)}::bigint[]) as stretch(camera_id, from_ms, to_ms)
          join stream on stream.camera_id = stretch.camera_id
          join stored_day d on d.stream_id = stream.id and d.day_ms >= from_ms and d.day_ms < to_ms
        group by 1`.execute(this.db);
    return rows;
  }

  quotaReachesMs(quotaBytes: number): Promise<number> {
    return onCatalogue(async () => {
      const day = await this.dayBeyond(quotaBytes);
      return day ? this.endWithin(day) : 0;
    });
  }

  /** The last day of which the quota has no room for all, and how much of it has to go. */
  private async dayBeyond(quotaBytes: number): Promise<DayBeyond | undefined> {
    const { rows } = await sql<DayBeyond>`
      with kept as (
        select day_ms, sum(size_bytes) as bytes from stored_day group by day_ms),
      run as (
        select day_ms, sum(bytes) over (order by day_ms) - bytes as before, sum(bytes) over () - ${quotaBytes} as excess
          from kept)
      select day_ms as "dayMs", (excess - before)::bigint as "excessBytes" from run
        where before < excess order by day_ms desc limit 1`.execute(this.db);
    return rows[0];
  }

  private async endWithin({ dayMs: fromMs, excessBytes }: DayBeyond): Promise<number> {
    const { rows } = await sql<{ end: number }>`
      with run as (
        select s.end_ms, s.start_ms, sum(s.size_bytes) over (order by s.start_ms) - s.size_bytes as before
          from segment s
          where s.start_ms >= ${fromMs} and s.start_ms < ${fromMs + dayMs})
      select end_ms as end from run where before < ${excessBytes} order by start_ms desc limit 1`.execute(
      this.db,
    );
    return rows[0]?.end ?? 0;
  }
}

/** Segments of a stretch that started within these times. */
interface StretchEnd extends CameraStretch {
  readonly startFromMs: number;
  readonly startToMs: number;
}

const wholly = (stretch: CameraStretch): StretchEnd => ({
  ...stretch,
  startFromMs: stretch.fromMs - longestSegmentMs,
  startToMs: stretch.toMs,
});

/** The whole UTC days of a stretch, and what is left of it at both ends. */
function partsOf(stretch: CameraStretch): {
  readonly ends: readonly StretchEnd[];
  readonly days?: CameraStretch;
} {
  const fromMs = Math.ceil(stretch.fromMs / dayMs) * dayMs;
  const toMs = Math.floor(stretch.toMs / dayMs) * dayMs;
  if (fromMs >= toMs) return { ends: [wholly(stretch)] };
  const first = { ...wholly(stretch), startToMs: fromMs };
  const last = { ...wholly(stretch), startFromMs: toMs };
  return { ends: [first, last], days: { cameraId: stretch.cameraId, fromMs, toMs } };
}

interface CameraCount extends Omit<FootageCount, 'cameras'> {
  readonly id: CameraId;
}

function sumOf(
  bySegment: readonly CameraCount[],
  byDay: readonly Omit<CameraCount, 'durationMs'>[],
): FootageCount {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const [counted, inDays] = [bySegment, byDay].map((counts) => sum(counts.map(({ segments }) => segments)));
  const countedMs = sum(bySegment.map(({ durationMs }) => durationMs));
  const eachMs = counted ? countedMs / counted : usualSegmentMs;
  return {
    segments: (counted ?? 0) + (inDays ?? 0),
    cameras: new Set([...bySegment, ...byDay].map(({ id }) => id)).size,
    durationMs: Math.round(countedMs + (inDays ?? 0) * eachMs),
    sizeBytes: sum([...bySegment, ...byDay].map(({ sizeBytes }) => sizeBytes)),
  };
}

interface DayBeyond {
  readonly dayMs: number;
  readonly excessBytes: number;
}
