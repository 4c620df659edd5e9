import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureSite } from '../../../src/adapters/postgres/camera/sites.ts';
import { coverageQuery } from '../../../src/adapters/postgres/report/coverage-counts.ts';
import { eventsQuery, monthLookingQuery } from '../../../src/adapters/postgres/report/event-counts.ts';
import { PostgresReportRepository } from '../../../src/adapters/postgres/report/report-repository.ts';
import { minuteMs, type SiteId, type TimeRange } from '../../../src/core/index.ts';
import { monthBefore, reportMonth } from '../../../src/report/index.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';

const now = { nowMs: Date.parse('2026-12-15T12:00:00+07:00'), timeZone: 'Asia/Ho_Chi_Minh' };
const busy = reportMonth('2026-11', now);
const quiet = reportMonth(monthBefore('2026-11'), now);
const looks = 120_000;
/** Of one statement: a slow machine has 25 s for each. */
const atOnce = 10_000;
const cameras = 190;
/** Of each camera in each month. */
const gaps = 30;

let postgres: TestPostgres;
let database: TestDatabase;
let reports: PostgresReportRepository;

/** A month as a ward of 190 cameras has it, and a quiet one before. */
beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
  reports = new PostgresReportRepository(database.db);
  for (let part = 0; part < looks / atOnce; part++) await writeLooks(busy.range, part);
  await writeLooks(quiet.range, looks / atOnce);
  await keepCameras();
  for (const { range } of [quiet, busy]) await keepGaps(range);
  await sql`analyze`.execute(database.db);
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

/** Past the log, which would state a record for each. */
const writeLooks = ({ fromMs, toMs }: TimeRange, part: number) =>
  sql`
    insert into custody_event (seq, body, prev_sha256, sha256)
      select seq, json_build_object('id', 'cus_' || seq, 'role', 'officer', 'fromMs', 0, 'toMs', 2000,
          'atMs', ${fromMs}::bigint + (seq * 7919 * 1000) % ${toMs - fromMs}::bigint,
          'actor', 'psn_' || seq % 40, 'requestId', 'req_' || seq % 200,
          'event', (array['gops-served', 'playlist-issued', 'still-issued', 'storyboard-issued'])[1 + seq % 4])::text, 'a', 'b'
        from generate_series(${1 + part * atOnce}::bigint, ${(part + 1) * atOnce}::bigint) seq`.execute(
    database.db,
  );

async function keepCameras(): Promise<void> {
  const { db } = database;
  const enrolledMs = quiet.range.fromMs;
  await ensureSite(db, 'ward' as SiteId);
  await sql`insert into neighbourhood values ('n', 'ward', 'Khu phố 7')`.execute(db);
  await sql`insert into camera (id, site_id, neighbourhood_id, name, enrolled_at_ms, lat, lon)
    select 'cam_' || n, 'ward', 'n', 'Cột ' || n, ${enrolledMs}, 21 + n * 0.001, 107
      from generate_series(1, ${cameras}::int) n`.execute(db);
  await sql`insert into stream
    select 'str_' || n, 'cam_' || n, 'main', null, 'rtsp://x/', true, ${enrolledMs}, ${now.nowMs}
      from generate_series(1, ${cameras}::int) n`.execute(db);
}

/** A minute each. */
const keepGaps = ({ fromMs, toMs }: TimeRange) =>
  sql`insert into gap (stream_id, start_ms, end_ms, reason)
    select 'str_' || n, at, at + ${minuteMs}, 'offline' from generate_series(1, ${cameras}::int) n, generate_series(
      ${fromMs}::bigint, ${toMs - 1}::bigint, ${Math.ceil((toMs - fromMs) / gaps)}::bigint) at`.execute(
    database.db,
  );

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

interface Explained {
  readonly Plan: PlanNode;
  readonly 'Execution Time': number;
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Rows that a statement reads of a table, kept or not; and how long it took, ms. */
async function read(query: RawBuilder<unknown>, table: string) {
  const { rows } = await sql<{ 'QUERY PLAN': readonly Explained[] }>`
    explain (analyze, format json) ${query}`.execute(database.db);
  const [explained] = rows[0]?.['QUERY PLAN'] ?? [];
  if (!explained) throw new Error('there is no plan');
  const counts = nodesOf(explained.Plan)
    .filter((node) => node['Relation Name'] === table)
    .map(
      (node) =>
        ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1),
    );
  return { rows: Math.max(0, ...counts), ms: explained['Execution Time'] };
}

describe('when a month has 120,000 looks at 190 cameras', () => {
  it('counts them', async () => {
    const { events, looking, coverage } = await reports.ofMonth(busy, now.nowMs);
    expect(events).toEqual({
      ...{ 'gops-served': looks / 4, 'playlist-issued': looks / 4 },
      ...{ 'still-issued': looks / 4, 'storyboard-issued': looks / 4 },
    });
    expect(looking.servedMs).toBe((looks / 4) * 2_000);
    expect(coverage).toMatchObject({
      ...{ cameras, recording: cameras, missingMs: cameras * gaps * minuteMs },
      gaps: [{ reason: 'offline', gaps: cameras * gaps }],
    });
  });

  it('reads the rows of a month alone', async () => {
    for (const query of [eventsQuery(quiet), monthLookingQuery(quiet)])
      expect((await read(query, 'custody_event')).rows).toBeLessThan(atOnce * 1.1);
    // The plan rounds the rows of a loop, of which each camera has one.
    expect((await read(coverageQuery(quiet.range), 'gap')).rows).toBeLessThanOrEqual(cameras * (gaps + 2));
    const named = await read(eventsQuery(busy), 'custody_event');
    const sessions = await read(monthLookingQuery(busy), 'custody_event');
    const covered = await read(coverageQuery(busy.range), 'gap');
    console.log(
      `${looks} looks: by name ${named.ms} ms, sessions ${sessions.ms} ms; ${covered.rows} gaps: coverage ${covered.ms} ms`,
    );
  });
});
