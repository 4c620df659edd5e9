import { type RawBuilder, sql } from 'kysely';
import { type CameraId, dayMs, hourMs, type NeighbourhoodId } from '../../../core/index.ts';
import type { Usage, UsageRepository } from '../../../retention/index.ts';
import { type Database, onCatalogue } from '../database.ts';

interface CameraRow {
  readonly camera_id: CameraId;
  readonly neighbourhood_id: NeighbourhoodId;
  readonly days: [startMs: number, sizeBytes: number][] | null;
  readonly last_day: number | null;
  readonly last_hour: number | null;
}

/**
 * The whole UTC hours of the last day are kept totals; segments are read for the rest of the day at both ends, and for the last hour.
 * Exported for the test that looks at its plan.
 */
export function cameraUsageQuery(nowMs: number): RawBuilder<CameraRow> {
  const firstMs = Math.ceil((nowMs - dayMs) / hourMs) * hourMs;
  const lastMs = Math.floor(nowMs / hourMs) * hourMs;
  // Stream by stream, by the primary key: no other index tells the time of all segments.
  const read = (fromMs: number, toMs: number) => sql`
    select s.id as stream_id, g.start_ms, g.size_bytes from stream s cross join lateral (
      select start_ms, size_bytes from segment
        where stream_id = s.id and start_ms >= ${fromMs} and start_ms < ${toMs} offset 0) g`;
  return sql<CameraRow>`
    with kept as (
      select stream_id, sum(size_bytes) as day from stored_hour
        where hour_ms >= ${firstMs} and hour_ms < ${lastMs} group by 1),
    ends as (
      select stream_id,
          sum(size_bytes) filter (where start_ms < ${firstMs} or start_ms >= ${lastMs}) as day,
          sum(size_bytes) filter (where start_ms >= ${nowMs - hourMs}) as hour
        from (${read(nowMs - dayMs, firstMs)} union all ${read(nowMs - hourMs, nowMs)}) read group by 1),
    last as (
      select s.camera_id, sum(coalesce(kept.day, 0) + coalesce(ends.day, 0)) as day, sum(ends.hour) as hour
        from stream s left join kept on kept.stream_id = s.id left join ends on ends.stream_id = s.id group by 1)
    select c.id as camera_id, c.neighbourhood_id, stored.days, last.day::bigint as last_day, last.hour::bigint as last_hour
      from camera c left join last on last.camera_id = c.id left join (
        select camera_id, jsonb_agg(jsonb_build_array(day_ms, size_bytes) order by day_ms) as days from stored_day
          group by camera_id) stored on stored.camera_id = c.id
      order by c.id`;
}

export class PostgresUsageRepository implements UsageRepository {
  constructor(private readonly db: Database) {}

  async measure(nowMs: number): Promise<Omit<Usage, 'diskSpace'>> {
    const [cameras, heldBytes] = await onCatalogue(() =>
      Promise.all([this.cameras(nowMs), this.heldBytes()]),
    );
    return { nowMs, cameras, heldBytes };
  }

  private async cameras(nowMs: number): Promise<Usage['cameras']> {
    const { rows } = await cameraUsageQuery(nowMs).execute(this.db);
    return rows.map((row) => ({
      cameraId: row.camera_id,
      neighbourhoodId: row.neighbourhood_id,
      days: (row.days ?? []).map(([startMs, sizeBytes]) => ({ startMs, sizeBytes })),
      lastDayBytes: row.last_day ?? 0,
      lastHourBytes: row.last_hour ?? 0,
    }));
  }

  /** A segment that two holds bind counts once. */
  private async heldBytes(): Promise<number> {
    const { rows } = await sql<{ held: number }>`
      select coalesce(sum(size_bytes), 0)::bigint as held from (
        select distinct s.stream_id, s.start_ms, s.run_id, s.size_bytes
          from hold h join hold_camera hc on hc.hold_id = h.id join stream on stream.camera_id = hc.camera_id
            join segment s on s.stream_id = stream.id
              and s.start_ms > h.from_ms - 900000 and s.start_ms < h.to_ms and s.end_ms > h.from_ms
          where h.released_at_ms is null) held`.execute(this.db);
    return rows[0]?.held ?? 0;
  }
}
