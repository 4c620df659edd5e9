import { sql } from 'kysely';
import { dayMs, type SiteId } from '../../../core/index.ts';
import type { CameraStretch, FootageCount, FootageCounter } from '../../../retention/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { isHeld } from './lock.ts';

/** No segment is longer: by it the index of starts narrows a search by ends. */
const longestSegmentMs = 900_000;

/** Marks that have not begun are taken back when something changes. */
const isBegun = sql`exists (select from deletion d where d.id = s.deletion_id and d.begun_at_ms is not null)`;

export class PostgresFootageCounter implements FootageCounter {
  constructor(private readonly db: Database) {}

  /** Every stream gives its segments by the primary key; partitions outside the stretch are not touched. */
  async count(stretches: readonly CameraStretch[]): Promise<FootageCount> {
    const { rows } = await onCatalogue(() =>
      sql<FootageCount>`
        select count(*)::int as segments, count(distinct found.camera_id)::int as cameras,
            coalesce(sum(end_ms - start_ms), 0)::bigint as "durationMs",
            coalesce(sum(size_bytes), 0)::bigint as "sizeBytes"
          from unnest(${stretches.map(({ cameraId }) => cameraId)}::text[],
              ${stretches.map(({ fromMs }) => Math.floor(fromMs))}::bigint[],
              ${stretches.map(({ toMs }) => Math.floor(toMs))}::bigint[]) as stretch(camera_id, from_ms, to_ms)
            join stream on stream.camera_id = stretch.camera_id
            cross join lateral (
              select s.camera_id, s.start_ms, s.end_ms, s.size_bytes from segment s
                where s.stream_id = stream.id and s.start_ms < stretch.to_ms
                  and s.start_ms > stretch.from_ms - ${longestSegmentMs}
                  and s.end_ms > stretch.from_ms and s.end_ms <= stretch.to_ms
                  and not ${isBegun} and not ${isHeld}) found`.execute(this.db),
    );
    return rows[0] ?? { segments: 0, cameras: 0, durationMs: 0, sizeBytes: 0 };
  }

  quotaReachesMs(siteId: SiteId, quotaBytes: number): Promise<number> {
    return onCatalogue(async () => {
      const day = await this.dayBeyond(siteId, quotaBytes);
      return day ? this.endWithin(siteId, day) : 0;
    });
  }

  /** The last day of which the quota has no room for all, and how much of it has to go. */
  private async dayBeyond(siteId: SiteId, quotaBytes: number): Promise<DayBeyond | undefined> {
    const { rows } = await sql<DayBeyond>`
      with kept as (
        select d.day_ms, sum(d.size_bytes) as bytes from stored_day d join camera c on c.id = d.camera_id
          where c.site_id = ${siteId} group by d.day_ms),
      run as (
        select day_ms, sum(bytes) over (order by day_ms) - bytes as before, sum(bytes) over () - ${quotaBytes} as excess
          from kept)
      select day_ms as "dayMs", (excess - before)::bigint as "excessBytes" from run
        where before < excess order by day_ms desc limit 1`.execute(this.db);
    return rows[0];
  }

  private async endWithin(siteId: SiteId, { dayMs: fromMs, excessBytes }: DayBeyond): Promise<number> {
    const { rows } = await sql<{ end: number }>`
      with run as (
        select s.end_ms, s.start_ms, sum(s.size_bytes) over (order by s.start_ms) - s.size_bytes as before
          from segment s join camera c on c.id = s.camera_id and c.site_id = ${siteId}
          where s.start_ms >= ${fromMs} and s.start_ms < ${fromMs + dayMs})
      select end_ms as end from run where before < ${excessBytes} order by start_ms desc limit 1`.execute(
      this.db,
    );
    return rows[0]?.end ?? 0;
  }
}

interface DayBeyond {
  readonly dayMs: number;
  readonly excessBytes: number;
}
