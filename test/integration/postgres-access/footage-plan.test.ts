import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureSite } from '../../../src/adapters/postgres/camera/sites.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { byGapQuery, factsByGap } from '../../../src/adapters/postgres/footage/coverage-by-gap.ts';
import { bySegmentQuery } from '../../../src/adapters/postgres/footage/coverage-by-segment.ts';
import { PostgresFootageRepository } from '../../../src/adapters/postgres/footage/footage-repository.ts';
import { isKept } from '../../../src/adapters/postgres/footage/stream-facts.ts';
import { PostgresPartitions } from '../../../src/adapters/postgres/ingest/partitions.ts';
import { recordedColumns } from '../../../src/adapters/postgres/ingest/segment-members.ts';
import { coverageRowsQuery, readCoverageRows } from '../../../src/adapters/postgres/proven/coverage-rows.ts';
import {
  type CameraId,
  dayMs,
  hourMs,
  newId,
  type RunId,
  type SiteId,
  type StreamId,
} from '../../../src/core/index.ts';
import { maxSegmentMs, segmentId } from '../../../src/recording/index.ts';
import { footageChecksIn } from '../../support/footage-checks.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';

const firstDayMs = Date.parse('2026-11-15T00:00:00Z');
const days = 6;
const cameras = 20;
const segmentMs = 60_000;

let postgres: TestPostgres;
let database: TestDatabase;
let db: Database;
let streamIds: StreamId[];
let cameraIds: CameraId[];
let runIds: RunId[];

/** Six days of twenty cameras, a segment a minute: 170 000 rows, and a gap every hour. */
beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
  db = database.db;
  await ensureSite(db, 'ward' as SiteId);
  await new PostgresPartitions(db).prepare(firstDayMs, days);
  const many = Array.from({ length: cameras });
  cameraIds = many.map(() => newId('camera', firstDayMs));
  streamIds = many.map(() => newId('stream', firstDayMs));
  runIds = many.map(() => newId('run', firstDayMs));
  await sql`insert into neighbourhood values ('n', 'ward', 'Khu phố 7')`.execute(db);
  await sql`
    insert into camera (id, site_id, neighbourhood_id, name, enrolled_at_ms, lat, lon)
      select id, 'ward', 'n', id, ${firstDayMs}, 21 + n * 0.001, 107
        from unnest(${cameraIds}::text[]) with ordinality as given(id, n)`.execute(db);
  await sql`
    insert into stream select s, c, 'main', null, 'rtsp://x/', true, ${firstDayMs}, ${firstDayMs + days * dayMs}
      from unnest(${streamIds}::text[], ${cameraIds}::text[]) as given(s, c)`.execute(db);
  for (let day = 0; day < days; day++) await stockDay(firstDayMs + day * dayMs);
  await sql`
    insert into gap select s, at, at + 1000, 'offline' from unnest(${streamIds}::text[]) as given(s),
      generate_series(${firstDayMs}::bigint, ${firstDayMs + days * dayMs}::bigint, 3600000) as at`.execute(
    db,
  );
  await sql`analyze`.execute(db);
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

/** A statement of its own: all six days in one took longer than a statement may, on a busy machine. */
async function stockDay(fromMs: number): Promise<void> {
  await sql`
    insert into segment
      select s, at, at + ${segmentMs}, r, (at - ${firstDayMs}) / ${segmentMs}, 1, c, 'disk', 'k', 1, repeat('0', 64),
          null, 0, 1, 0, 'avc1', 1, 1, 1, '\\x00', false, null, false, 0
        from unnest(${streamIds}::text[], ${cameraIds}::text[], ${runIds}::text[]) as given(s, c, r),
          generate_series(${fromMs}::bigint, ${fromMs + dayMs - segmentMs}::bigint, ${segmentMs}::bigint) as at`.execute(
    db,
  );
}

const fifth = { fromMs: firstDayMs + 4 * dayMs + 3_600_000, toMs: firstDayMs + 4 * dayMs + 5_400_000 };

interface PlanNode {
  readonly 'Node Type': string;
  /** With `explain analyze`; of each loop. */
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

async function planOf(
  query: { compile(db: Database): { sql: string; parameters: readonly unknown[] } },
  options = 'format json',
) {
  const { sql: text, parameters } = query.compile(db);
  type Explained = { 'QUERY PLAN': [{ Plan: PlanNode }] };
  const { rows } = await database.pool.query<Explained>(`explain (${options}) ${text}`, [...parameters]);
  return rows.flatMap((row) => nodesOf(row['QUERY PLAN'][0].Plan));
}

describe('when half an hour of all cameras is looked up', () => {
  it('touches the partition of that day alone, by its index', async () => {
    const nodes = await planOf(bySegmentQuery(streamIds, fifth));
    const read = nodes.filter((node) => node['Relation Name']?.startsWith('segment'));
    expect([...new Set(read.map((node) => node['Relation Name']))]).toEqual(['segment_20261119']);
    for (const node of read) expect(node['Node Type']).toMatch(/Index|Bitmap/);
  });

  it('does not answer to the index by time, which the server would take where its statistics know of no rows', async () => {
    const minute = sql`start_ms > ${fifth.fromMs} and start_ms < ${fifth.fromMs + segmentMs}`;
    const indexesOf = async (kept: RawBuilder<unknown>) =>
      (await planOf(sql`select from segment where ${minute} and ${kept}`)).map((node) => node['Index Name']);
    expect(await indexesOf(sql`deletion_id is null`)).toContain('segment_20261119_start_ms_idx');
    expect(await indexesOf(isKept)).not.toContain('segment_20261119_start_ms_idx');
  });

  it('reads gaps by index, not by their number', async () => {
    const nodes = await planOf(bySegmentQuery(streamIds, fifth));
    const read = nodes.filter((node) => node['Relation Name'] === 'gap');
    for (const node of read) expect(node['Node Type']).toMatch(/Index|Bitmap/);
    expect(read).not.toHaveLength(0);
  });

  it('answers one joined span and the gaps in range', async () => {
    const known = await new PostgresFootageRepository(
      db,
      footageChecksIn(db, new HandClock(firstDayMs)),
    ).storedCoverage(streamIds, fifth);
    expect(known.size).toBe(cameras);
    const [facts] = known.values();
    expect(facts?.segments).toEqual([fifth]);
    expect(facts?.gaps).toEqual([{ fromMs: fifth.fromMs, toMs: fifth.fromMs + 1000, reason: 'offline' }]);
  });
});

describe('when half an hour of all cameras is compared with its records', () => {
  it('touches the partition of that day alone, by its index, and reads each segment once', async () => {
    const nodes = await planOf(coverageRowsQuery(streamIds, fifth), 'analyze, format json');
    const read = nodes.filter((node) => node['Relation Name']?.startsWith('segment'));
    expect([...new Set(read.map((node) => node['Relation Name']))]).toEqual(['segment_20261119']);
    for (const node of read) expect(node['Node Type']).toMatch(/Index|Bitmap/);
    const rows = read.map(
      (node) =>
        (node['Actual Loops'] ?? 0) * ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)),
    );
    // The range, what may reach into it, and an hour on either side, since no row of this stock has the number of a record.
    const mostMs = fifth.toMs - fifth.fromMs + maxSegmentMs + 2 * hourMs;
    const most = (cameras * mostMs) / segmentMs;
    expect(rows.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(most);
  });

  it('reads of each segment what its record says and its number, and no keyframes', async () => {
    const rows = (await readCoverageRows(db, streamIds, fifth)).flatMap(({ segments }) => segments);
    expect(rows).toHaveLength((cameras * (fifth.toMs - fifth.fromMs)) / segmentMs);
    const columns = new Set(rows.flatMap((row) => Object.keys(row)));
    expect([...columns].sort()).toEqual([...recordedColumns, 'record_seq', 'role', 'site_id'].sort());
  });
});

describe('when six days of all cameras are looked up', () => {
  const whole = { fromMs: firstDayMs, toMs: firstDayMs + days * dayMs };
  const waitingMs = 10 * segmentMs;
  const marked = 40;

  /** Rows that a query reads of tables, whether it uses them or not. */
  async function rowsRead(isOfTable: (name: string) => boolean): Promise<number> {
    const nodes = await planOf(byGapQuery(streamIds, whole), 'analyze, format json');
    const read = nodes.filter((node) => isOfTable(node['Relation Name'] ?? ''));
    for (const node of read) expect(node['Node Type']).toMatch(/Index|Bitmap/);
    const rows = read.map(
      (node) =>
        (node['Actual Loops'] ?? 0) * ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)),
    );
    return Math.round(rows.reduce((sum, each) => sum + each, 0));
  }

  it('reads no segment that its frontier has passed, but those that are marked garbage', async () => {
    const [first] = streamIds;
    // One waits at its live edge, and of another the oldest are about to be deleted.
    await sql`update stream set accounted_until_ms = ${whole.toMs - waitingMs} where id = ${first}`.execute(
      db,
    );
    await sql`
      update segment set deletion_id = 'deletion_test'
        where stream_id = ${streamIds[1]} and start_ms < ${firstDayMs + marked * segmentMs}`.execute(db);
    await sql`analyze segment`.execute(db);
    // A segment may be as long as that: so far back each stream looks for one that reaches beyond its frontier.
    const atFrontier = cameras * (maxSegmentMs / segmentMs);
    const most = marked + waitingMs / segmentMs + atFrontier;
    expect(await rowsRead((name) => name.startsWith('segment'))).toBeLessThanOrEqual(most);
  });

  it('reads a gap once, and one before each', async () => {
    const { rows } = await sql<{ gaps: number }>`select count(*) as gaps from gap`.execute(db);
    expect(await rowsRead((name) => name === 'gap')).toBeLessThanOrEqual((rows[0]?.gaps ?? 0) + cameras);
  });
});

describe('when streams have more gaps than an answer may hold', () => {
  it('refuses, and reads no more of them', async () => {
    const range = { fromMs: firstDayMs, toMs: firstDayMs + days * dayMs };
    const few = 30;
    const { rows } = await byGapQuery(streamIds, range, few).execute(db);
    expect(rows.reduce((sum, { gaps }) => sum + (gaps?.starts.length ?? 0), 0)).toBe(few + 1);
    expect(() => factsByGap({ rows, beside: new Map() }, range, few)).toThrowError(
      expect.objectContaining({ code: 'coverage-too-large', field: 'to' }),
    );
  });
});

describe('when a range crosses midnight', () => {
  it('touches both days', async () => {
    const midnightMs = firstDayMs + 4 * dayMs;
    const nodes = await planOf(
      bySegmentQuery(streamIds, { fromMs: midnightMs - 60_000, toMs: midnightMs + 60_000 }),
    );
    const read = new Set(
      nodes.flatMap((node) => node['Relation Name'] ?? []).filter((name) => name.startsWith('seg')),
    );
    expect([...read].sort()).toEqual(['segment_20261118', 'segment_20261119']);
  });
});

describe('when a segment began before the range', () => {
  it('is found by reaching back, and by its id', async () => {
    const index = new PostgresFootageRepository(db, footageChecksIn(db, new HandClock(firstDayMs)));
    const [camera] = cameraIds;
    const [run] = runIds;
    if (!camera || !run) throw new Error('no camera');
    const within = { fromMs: fifth.fromMs + 30_000, toMs: fifth.fromMs + 30_001 };
    const found = await index.segmentsIn(camera, within);
    expect(found.map(({ fromMs }) => fromMs)).toEqual([fifth.fromMs]);
    expect(await index.segmentsAt(cameraIds, within.fromMs)).toHaveLength(cameras);
    const id = segmentId(run, fifth.fromMs);
    expect((await index.segment(camera, id, within))?.fromMs).toBe(fifth.fromMs);
    expect(await index.segment(camera, id, { fromMs: firstDayMs, toMs: firstDayMs + 1 })).toBeUndefined();
    expect(await index.segment(cameraIds[1] ?? camera, id, within)).toBeUndefined();
  });
});

describe('when cameras are looked for around a place', () => {
  it('uses the index, and is exact', async () => {
    await sql`
      insert into camera (id, site_id, neighbourhood_id, name, enrolled_at_ms, lat, lon)
        select 'far' || n, 'ward', 'n', 'far' || n, 0, 10 + n * 7919 % 1000 * 0.002, 105 + n * 0.001
          from generate_series(1, 2000) n`.execute(db);
    await sql`analyze camera`.execute(db);
    const nodes = await planOf(
      sql`select from camera c where c.lat is not null
        and earth_box(ll_to_earth(21.0, 107.0), 300) @> ll_to_earth(c.lat, c.lon)`,
    );
    expect(nodes.map((node) => node['Index Name'])).toContain('camera_place');
    const area = { kind: 'near', centre: { lat: 21, lon: 107 }, radiusM: 230 } as const;
    const found = await new PostgresFootageRepository(
      db,
      footageChecksIn(db, new HandClock(firstDayMs)),
    ).camerasIn(area, 'near');
    // One every 111.2 m to the north.
    expect(found.map(({ id }) => id).sort()).toEqual(cameraIds.slice(0, 2).sort());
  });
});
