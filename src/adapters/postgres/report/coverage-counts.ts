import { type RawBuilder, sql } from 'kysely';
import type { TimeRange } from '../../../core/index.ts';
import type { GapReason } from '../../../recording/index.ts';
import type { GapFigures, MonthFigures } from '../../../report/index.ts';
import type { Database } from '../database.ts';

interface CoverageRow {
  readonly cameras: number;
  readonly recording: number;
  readonly accountedMs: number;
  readonly gaps: readonly GapFigures[];
}

/** Measures what was recorded in that time, by the gaps of each recorded stream (I4). */
export async function countCoverage(db: Database, range: TimeRange): Promise<MonthFigures['coverage']> {
  const { rows } = await coverageQuery(range).execute(db);
  const { gaps = [], ...row } = rows[0] ?? { cameras: 0, recording: 0, accountedMs: 0 };
  return { ...row, gaps, missingMs: gaps.reduce((sum, { ms }) => sum + ms, 0) };
}

/** It was recorded, and is gone by its time. */
const expired: GapReason = 'expired';

/**
 * Reads each stream’s gaps from the last one before the month on: none overlaps another. Beyond the frontier nothing is
 * known yet.
 */
export const coverageQuery = ({ fromMs, toMs }: TimeRange): RawBuilder<CoverageRow> => sql<CoverageRow>`
  with accounted as materialized (select * from (
    select s.id, s.camera_id, greatest(s.enrolled_at_ms, ${fromMs}::bigint) as from_ms,
        least(case when exists (select from gap g where g.stream_id = s.id and g.end_ms is null)
          then ${toMs}::bigint else s.accounted_until_ms end, ${toMs}::bigint) as to_ms
      from stream s where s.recorded and s.enrolled_at_ms < ${toMs}) a where to_ms > from_ms),
  missing as materialized (
    select a.id, g.reason, least(coalesce(g.end_ms, a.to_ms), a.to_ms) - greatest(g.start_ms, a.from_ms) as ms
      from accounted a cross join lateral (
        select start_ms, end_ms, reason from gap
          where stream_id = a.id and start_ms < a.to_ms and (end_ms is null or end_ms > a.from_ms)
            and start_ms >= coalesce((select start_ms from gap where stream_id = a.id and start_ms <= a.from_ms
              order by start_ms desc limit 1), a.from_ms)) g
      where g.reason <> ${expired}),
  by_stream as (
    select a.camera_id, a.to_ms - a.from_ms as ms, coalesce(sum(m.ms), 0) as missing_ms
      from accounted a left join missing m on m.id = a.id group by a.id, a.camera_id, a.from_ms, a.to_ms)
  select count(distinct camera_id)::int as cameras,
      (count(distinct camera_id) filter (where missing_ms < ms))::int as recording,
      coalesce(sum(ms), 0)::float8 as "accountedMs",
      (select coalesce(json_agg(r order by r.ms desc, r.reason), '[]') from (
        select reason, count(*)::int as gaps, sum(ms)::float8 as ms from missing group by 1) r) as gaps
    from by_stream`;
