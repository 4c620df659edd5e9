import { type Kysely, type RawBuilder, sql } from 'kysely';
import {
  type LookingFilter,
  type LookingOrder,
  type LookingSession,
  type LookPlace,
  longestPauseMs,
  type SeenInSession,
} from '../../../custody/index.ts';
import type { Tables } from '../tables/tables.ts';
import { isOfFile } from './file-digest.ts';
import { isBegin, isLook, isSameThread, lookPlace, nextBegin } from './look-threads.ts';

interface Page {
  readonly order: LookingOrder;
  readonly after?: LookPlace;
  readonly upTo: number;
  readonly limit: number;
}

interface SessionRow extends SeenInSession {
  readonly id: string;
  readonly atMs: number;
  readonly seq: number;
  readonly lastMs: number;
  readonly actor: string;
  readonly role: string;
  readonly requestId: string | null;
  readonly cameraIds: readonly string[] | null;
  readonly events: number;
}

export async function readSessions(
  db: Kysely<Tables>,
  filter: LookingFilter,
  page: Page,
): Promise<LookingSession[]> {
  const { rows } = await sessionsQuery(filter, page).execute(db);
  return rows.map(
    ({ id, atMs, seq, lastMs, actor, role, requestId, cameraIds, events, ...seen }): LookingSession => ({
      id,
      first: { atMs, seq },
      lastMs,
      actor,
      role,
      ...(requestId !== null && { requestId }),
      cameraIds: cameraIds ?? [],
      events,
      seen,
    }),
  );
}

/**
 * Finds where sessions begin, in order and no more of them than the page has, and counts the events of each. Every step reads the
 * indexes of looks: a page of the newest reads the events of its sessions, not the log.
 */
export function sessionsQuery(filter: LookingFilter, page: Page): RawBuilder<SessionRow> {
  const { upTo, limit } = page;
  const { fromMs } = filter.during ?? {};
  const within = begunWithin(filter, page);
  const begun =
    fromMs === undefined ? within : sql`(${within}) union all (${begunEarlier(filter, page, fromMs)})`;
  return sql`
    select f.id, s.at_ms as "atMs", s.seq, s.actor, s.request_id as "requestId", coalesce(f.body::jsonb ->> 'role', '') as role, c.*
      from (select * from (${begun}) b order by ${inOrder('b', page)} limit ${limit}) s
        join custody_event f on f.seq = s.seq
        left join lateral ${nextBegin('s', upTo)} n on true
        cross join lateral (${countsOf(upTo)}) c
      order by ${inOrder('s', page)}`;
}

const inOrder = (table: string, { order }: Page): RawBuilder<unknown> => {
  const way = sql.raw(order === 'newest' ? 'desc' : 'asc');
  return sql`${sql.ref(`${table}.at_ms`)} ${way}, ${sql.ref(`${table}.seq`)} ${way}`;
};

const all = (conditions: readonly (RawBuilder<boolean> | undefined)[]): RawBuilder<boolean> =>
  sql`${sql.join(
    conditions.filter((each) => each !== undefined),
    sql` and `,
  )}`;

/** Sessions that begin in the time of the filter. */
function begunWithin(filter: LookingFilter, page: Page): RawBuilder<unknown> {
  const { fromMs, toMs } = filter.during ?? {};
  const begins = sql`
    select e.actor, e.request_id, e.at_ms, e.seq from custody_event e
      where ${all([
        fromMs === undefined ? undefined : sql`e.at_ms >= ${fromMs}::bigint`,
        toMs === undefined ? undefined : sql`e.at_ms < ${toMs}::bigint`,
        ...isWanted('e', filter, page),
      ])}`;
  if (!isRare(filter)) return sql`${begins} order by ${inOrder('e', page)} limit ${page.limit}`;
  return sql`
    select w.* from (${threadsOf(filter)}) t
      cross join lateral (${begins} and ${isSameThread('e', 't')} order by ${inOrder('e', page)} limit ${page.limit}) w`;
}

/** Sessions that run when the time of the filter begins: those of the threads that had an event shortly before. */
const begunEarlier = (filter: LookingFilter, page: Page, fromMs: number): RawBuilder<unknown> => sql`
    select w.* from (
      select distinct actor, request_id from custody_event r
        where ${isLook('r')} and r.at_ms >= ${fromMs - longestPauseMs}::bigint and r.at_ms < ${fromMs}::bigint) t
      cross join lateral (
        select e.* from (
          select e.actor, e.request_id, e.at_ms, e.seq from custody_event e
            where ${isSameThread('e', 't')} and ${isLook('e')} and e.at_ms < ${fromMs}::bigint and e.seq <= ${page.upTo}
              and ${isBegin('e', page.upTo)}
            order by e.at_ms desc, e.seq desc limit 1) e
          where ${all([...isOfPage('e', page), ...isOfThread('e', filter), hasMatch('e', filter, page)])}) w`;

/** Whether a session begins with a row, and is one of the page. */
const isWanted = (table: string, filter: LookingFilter, page: Page) => [
  isLook(table),
  sql<boolean>`${sql.ref(`${table}.seq`)} <= ${page.upTo}`,
  ...isOfPage(table, page),
  ...isOfThread(table, filter),
  isBegin(table, page.upTo),
  ...(isNarrowed(filter) ? [hasMatch(table, filter, page)] : []),
];

const isOfPage = (table: string, { after, order }: Page): RawBuilder<boolean>[] => {
  if (!after) return [];
  const sign = sql.raw(order === 'newest' ? '<' : '>');
  return [sql`${lookPlace(table)} ${sign} (${after.atMs}::bigint, ${after.seq}::bigint)`];
};

const isOfThread = (table: string, { actor, requestIds }: LookingFilter): RawBuilder<boolean>[] => [
  ...(actor === undefined ? [] : [sql<boolean>`${sql.ref(`${table}.actor`)} = ${actor}`]),
  ...(requestIds === undefined
    ? []
    : [sql<boolean>`${sql.ref(`${table}.request_id`)} = any(${requestIds}::text[])`]),
];

/** Whether the filter asks for more than a session's begin and thread. */
const isNarrowed = ({ cameraIds, events, fileDigest }: LookingFilter): boolean =>
  cameraIds !== undefined || events !== undefined || fileDigest !== undefined;

/** Whether an event of the session that begins with a row meets the filter. */
const hasMatch = (table: string, filter: LookingFilter, { upTo }: Page): RawBuilder<boolean> => {
  const { fromMs, toMs } = filter.during ?? {};
  return sql`exists (
      select from custody_event m left join lateral ${nextBegin(table, upTo)} n on true
        where ${all([
          isSameThread('m', table),
          isLook('m'),
          sql`m.seq <= ${upTo} and ${lookPlace('m')} >= ${lookPlace(table)} and (n.seq is null or ${lookPlace('m')} < (n.at_ms, n.seq))`,
          ...matches('m', filter),
          fromMs === undefined ? undefined : sql`m.at_ms >= ${fromMs}::bigint`,
          toMs === undefined ? undefined : sql`m.at_ms < ${toMs}::bigint`,
        ])})`;
};

const matches = (table: string, { cameraIds, events, fileDigest }: LookingFilter): RawBuilder<boolean>[] => [
  ...(cameraIds === undefined
    ? []
    : [sql<boolean>`${sql.ref(`${table}.camera_id`)} = any(${cameraIds}::text[])`]),
  ...(events === undefined ? [] : [sql<boolean>`${sql.ref(`${table}.event`)} = any(${events}::text[])`]),
  ...(fileDigest === undefined ? [] : [isOfFile(table, fileDigest)]),
];

/** Whether few threads meet the filter: they are found first, by the event that meets it. Almost every session plays pictures. */
const isRare = ({ requestIds, cameraIds, events, fileDigest }: LookingFilter): boolean =>
  requestIds !== undefined ||
  fileDigest !== undefined ||
  cameraIds !== undefined ||
  (events !== undefined && !events.includes('gops-served'));

const threadsOf = (filter: LookingFilter): RawBuilder<unknown> => sql`
    select distinct r.actor, r.request_id from custody_event r
      where ${all([isLook('r'), ...isOfThread('r', filter), ...matches('r', filter)])}`;

/** Counts of the session that begins with `s`, and ends before `n`. A detail that is no number counts as none. */
const countsOf = (upTo: number): RawBuilder<unknown> => sql`
    select max(v.at_ms) as "lastMs", count(*)::float8 as events,
        array_agg(distinct v.camera_id) filter (where v.camera_id is not null) as "cameraIds",
        (count(*) filter (where v.event = 'playlist-issued'))::float8 as playlists,
        coalesce(sum(case when jsonb_typeof(v.body::jsonb #> '{detail,gops}') = 'number'
          then (v.body::jsonb #>> '{detail,gops}')::numeric end) filter (where v.event = 'gops-served'), 0)::float8 as gops,
        coalesce(sum(v.to_ms - v.from_ms) filter (where v.event = 'gops-served'), 0)::float8 as "servedMs",
        (count(*) filter (where v.event = 'still-issued'))::float8 as stills,
        (count(*) filter (where v.event = 'storyboard-issued'))::float8 as previews,
        (count(*) filter (where v.event = 'changes-searched'))::float8 as searches,
        (count(distinct v.body::jsonb #>> '{detail,exportId}')
          filter (where v.event in ('export-ordered', 'download-issued')))::float8 as exports,
        (count(*) filter (where v.event = 'mark-made'))::float8 as marks,
        (count(*) filter (where v.event in ('enrolment-still-shown', 'stream-tried')))::float8 as checks
      from custody_event v
      where ${isSameThread('v', 's')} and ${isLook('v')} and v.seq <= ${upTo}
        and ${lookPlace('v')} >= ${lookPlace('s')} and (n.seq is null or ${lookPlace('v')} < (n.at_ms, n.seq))`;
