import { type RawBuilder, sql } from 'kysely';
import { lookEvents } from '../../../contributor/index.ts';
import { longestPauseMs } from '../../../custody/index.ts';
import type { MonthFigures, ReportMonth } from '../../../report/index.ts';
import { isLook } from '../custody/look-threads.ts';
import type { Database } from '../database.ts';

interface CountRow {
  readonly event: string;
  /** Day of the month, from 1. */
  readonly day: number;
  readonly events: number;
}

type EventFigures = Pick<MonthFigures, 'events' | 'looksByDay'>;

/** Counts the events of a month by name and day. */
export async function countEvents(db: Database, month: ReportMonth): Promise<EventFigures> {
  const { rows } = await eventsQuery(month).execute(db);
  const looks: readonly string[] = Object.values(lookEvents);
  const looksByDay = month.days.map(() => 0);
  const events: Record<string, number> = {};
  for (const { event, day, events: count } of rows) {
    events[event] = (events[event] ?? 0) + count;
    if (looks.includes(event)) looksByDay[day - 1] = (looksByDay[day - 1] ?? 0) + count;
  }
  return { events, looksByDay };
}

/** Along the index of times. Exported for the test that reads its plan. */
export const eventsQuery = ({ range, days }: ReportMonth): RawBuilder<CountRow> => sql<CountRow>`
  select event, width_bucket(at_ms, ${days}::bigint[]) as day, count(*)::int as events
    from custody_event where at_ms >= ${range.fromMs} and at_ms < ${range.toMs}
    group by 1, 2`;

/** Sessions that began in the month, as `sessionsOf` makes them, and the footage that left. */
export async function countLooking(db: Database, month: ReportMonth): Promise<MonthFigures['looking']> {
  const { rows } = await monthLookingQuery(month).execute(db);
  return rows[0] ?? { sessions: 0, people: 0, servedMs: 0 };
}

/** An event begins a session where none of its thread precedes it by the pause or less, also in the month before. */
export const monthLookingQuery = ({
  range: { fromMs, toMs },
}: ReportMonth): RawBuilder<MonthFigures['looking']> => sql`
  select count(*) filter (where is_begin)::int as sessions, count(distinct actor)::int as people,
      coalesce(sum(to_ms - from_ms) filter (where event = 'gops-served'), 0)::float8 as "servedMs"
    from (
      select e.actor, e.event, e.at_ms, e.from_ms, e.to_ms, coalesce(
          lag(e.at_ms) over (partition by e.actor, coalesce(e.request_id, '') order by e.at_ms, e.seq)
            < e.at_ms - ${longestPauseMs}::bigint, true) as is_begin
        from custody_event e
        where ${isLook('e')} and e.at_ms >= ${fromMs - longestPauseMs}::bigint and e.at_ms < ${toMs}::bigint) looks
    where at_ms >= ${fromMs}::bigint`;
