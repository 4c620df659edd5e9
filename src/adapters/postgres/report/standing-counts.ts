import { type RawBuilder, sql } from 'kysely';
import { dayMs, type TimeRange } from '../../../core/index.ts';
import type { LogFigures, MonthFigures } from '../../../report/index.ts';
import type { Database } from '../database.ts';

/** Counts the deletions that ended in that time, and those that were late at its end. */
export async function countDeletions(db: Database, range: TimeRange): Promise<MonthFigures['deletions']> {
  const { rows } = await deletionsQuery(range).execute(db);
  return rows[0] ?? { done: 0, segments: 0, bytes: 0, late: 0 };
}

export const deletionsQuery = ({ fromMs, toMs }: TimeRange): RawBuilder<MonthFigures['deletions']> => sql`
  select count(*) filter (where forgotten_at_ms < ${toMs})::int as done,
      coalesce(sum(segments) filter (where forgotten_at_ms < ${toMs}), 0)::float8 as segments,
      coalesce(sum(size_bytes) filter (where forgotten_at_ms < ${toMs}), 0)::float8 as bytes,
      count(*) filter (where marked_at_ms < ${toMs}::bigint - ${dayMs}::bigint
        and (forgotten_at_ms is null or forgotten_at_ms >= ${toMs}))::int as late
    from deletion where forgotten_at_ms >= ${fromMs} or forgotten_at_ms is null`;

/** Counts holds and pauses that last at that instant. */
export async function countStanding(db: Database, atMs: number): Promise<MonthFigures['standing']> {
  const { rows } = await standingQuery(atMs).execute(db);
  return rows[0] ?? { holds: 0, paused: 0, withdrawn: 0 };
}

export const standingQuery = (atMs: number): RawBuilder<MonthFigures['standing']> => {
  const lasts = sql`from_ms < ${atMs} and (ended_at_ms is null or ended_at_ms >= ${atMs})`;
  return sql`select
    (select count(*)::int from hold where created_at_ms < ${atMs}
      and (released_at_ms is null or released_at_ms >= ${atMs})) as holds,
    (select count(*)::int from camera_pause where kind = 'paused' and ${lasts}) as paused,
    (select count(*)::int from camera_pause where kind = 'withdrawn' and ${lasts}) as withdrawn`;
};

interface LogRow {
  readonly sealed: LogFigures['sealed'] | null;
  readonly witnessed: LogFigures['witnessed'] | null;
  readonly troubles: number;
}

/** Reads how the evidence log and the service stand now. */
export async function readLogState(db: Database): Promise<LogFigures> {
  const { rows } = await sql<LogRow>`select
    (select json_build_object('size', size, 'atMs', sealed_at_ms) from log_sealed order by log desc limit 1) as sealed,
    (select json_build_object('size', size, 'atMs', left_at_ms) from log_departure where way = 'witness') as witnessed,
    (select count(*)::int from trouble where over_at_ms is null) as troubles`.execute(db);
  const { sealed, witnessed, troubles = 0 } = rows[0] ?? {};
  return { ...(sealed && { sealed }), ...(witnessed && { witnessed }), troubles };
}
