import { sql } from 'kysely';
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

export class PostgresUsageRepository implements UsageRepository {
  constructor(private readonly db: Database) {}

  async measure(nowMs: number): Promise<Omit<Usage, 'diskSpace'>> {
    const [cameras, heldBytes] = await onCatalogue(() =>
      Promise.all([this.cameras(nowMs), this.heldBytes()]),
    );
    return { nowMs, cameras, heldBytes };
  }

  private async cameras(nowMs: number): Promise<Usage['cameras']> {
    const { rows } = await sql<CameraRow>`
      select c.id as camera_id, c.neighbourhood_id,
          (select jsonb_agg(jsonb_build_array(day_ms, size_bytes) order by day_ms) from stored_day
            where camera_id = c.id) as days,
          last.day::bigint as last_day, last.hour::bigint as last_hour
        from camera c left join lateral (
          select sum(s.size_bytes) as day,
              sum(s.size_bytes) filter (where s.start_ms >= ${nowMs - hourMs}) as hour
            from stream join segment s on s.stream_id = stream.id
            where stream.camera_id = c.id and s.start_ms >= ${nowMs - dayMs} and s.start_ms < ${nowMs}) last on true
        order by c.id`.execute(this.db);
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
