import { type RawBuilder, sql } from 'kysely';
import { longestPauseMs, lookingEvents } from '../../../custody/index.ts';

/** Written out: the server takes the index of looks where the query says the same as it does. */
const kinds = sql.raw(lookingEvents.map((event) => `'${event}'`).join(', '));
const column = (table: string, name: string) => sql.ref(`${table}.${name}`);

/** Whether a row is an event of looking. */
export const isLook = (table: string): RawBuilder<boolean> =>
  sql`${column(table, 'actor')} is not null and ${column(table, 'event')} in (${kinds})`;

/** Whether two rows are of one person under one request, or outside any. */
export const isSameThread = (a: string, b: string): RawBuilder<boolean> =>
  sql`${column(a, 'actor')} = ${column(b, 'actor')}
    and coalesce(${column(a, 'request_id')}, '') = coalesce(${column(b, 'request_id')}, '')`;

/** By the clock, then by its number. */
export const lookPlace = (table: string): RawBuilder<unknown> =>
  sql`(${column(table, 'at_ms')}, ${column(table, 'seq')})`;

/** Whether no event of the thread precedes a row by `longestPauseMs` or less. One row of the index decides it. */
export const isBegin = (table: string, upTo: number): RawBuilder<boolean> => sql`coalesce((
    select before.at_ms < ${column(table, 'at_ms')} - ${longestPauseMs}::bigint from custody_event before
      where ${isSameThread('before', table)} and ${isLook('before')} and before.seq <= ${upTo}
        and ${lookPlace('before')} < ${lookPlace(table)}
      order by before.at_ms desc, before.seq desc limit 1), true)`;

/** Where the session after that of a row begins, which is the first of its own: `(at_ms, seq)`, or no row. */
export const nextBegin = (table: string, upTo: number): RawBuilder<unknown> => sql`(
    select after.at_ms, after.seq from custody_event after
      where ${isSameThread('after', table)} and ${isLook('after')} and after.seq <= ${upTo}
        and ${lookPlace('after')} > ${lookPlace(table)} and ${isBegin('after', upTo)}
      order by after.at_ms, after.seq limit 1)`;
