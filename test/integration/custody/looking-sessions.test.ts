import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresCustodyRepository } from '../../../src/adapters/postgres/custody/custody-repository.ts';
import { sessionsQuery } from '../../../src/adapters/postgres/custody/looking-sessions.ts';
import { hourMs, minuteMs } from '../../../src/core/index.ts';
import {
  type LookingFilter,
  type LookingOrder,
  type LookPlace,
  longestPauseMs,
  lookingEvents,
  sessionsOf,
} from '../../../src/custody/index.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';

const beginMs = Date.parse('2026-11-21T05:00:00Z');
const all = Number.MAX_SAFE_INTEGER;

interface Written extends LookPlace {
  readonly event: string;
  readonly actor: string;
  readonly requestId?: string;
  readonly cameraId?: string;
}

let postgres: TestPostgres;
let database: TestDatabase;
let log: PostgresCustodyRepository;

beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
  log = new PostgresCustodyRepository(database.db, aScribe());
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

/** Written past the log, which would state a record for each. */
const write = (events: readonly Written[]) =>
  database.pool.query(
    `insert into custody_event (seq, body, prev_sha256, sha256)
       select seq, body, 'a', 'b' from unnest($1::bigint[], $2::text[]) as given(seq, body)`,
    [events.map(({ seq }) => seq), events.map(bodyOf)],
  );

const bodyOf = ({ seq, atMs, event, actor, requestId, cameraId }: Written): string =>
  JSON.stringify({
    ...{ id: `cus_${seq}`, atMs, actor, role: 'officer', event, requestId, cameraId },
    ...(event === 'gops-served' && { fromMs: atMs, toMs: atMs + 2_000, detail: { gops: 2, sizeBytes: 9 } }),
    ...(event === 'export-ordered' && { detail: { exportId: 'exp_1' } }),
  });

const actors = ['psn_a', 'psn_b', 'psn_c'];
const requests = ['req_1', 'req_2', undefined];
const cameras = ['cam_1', 'cam_2', 'cam_3', undefined];
/** Always the same numbers below `below`: a linear congruential generator (Numerical Recipes). */
let state = 14;
const random = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const oneOf = <T>(values: readonly T[]): T => values[random(values.length)] as T;

/** Some at the same millisecond, some late, some no looks. */
const randomEvents = (count: number): Written[] =>
  Array.from({ length: count }, (_, i) => {
    const requestId = oneOf(requests);
    const cameraId = oneOf(cameras);
    return {
      seq: i + 1,
      atMs: beginMs + i * 40_000 - random(4) * 5 * minuteMs - (random(3) === 0 ? (i * 40_000) % minuteMs : 0),
      event: oneOf([...lookingEvents, 'footage-searched', 'denied']),
      actor: oneOf(actors),
      ...(requestId && { requestId }),
      ...(cameraId && { cameraId }),
    };
  });

const isLook = ({ event }: Written): boolean => (lookingEvents as readonly string[]).includes(event);

/** What the filter asks for, of groups made in memory. */
function expected(events: readonly Written[], filter: LookingFilter): Written[][] {
  const { during = {}, actor, requestIds, cameraIds, events: names } = filter;
  const { fromMs = 0, toMs = all } = during;
  return sessionsOf(events.filter(isLook)).filter((session) =>
    session.some(
      (each) =>
        each.atMs >= fromMs &&
        each.atMs < toMs &&
        (!actor || each.actor === actor) &&
        (!requestIds || requestIds.includes(each.requestId ?? '')) &&
        (!cameraIds || cameraIds.includes(each.cameraId ?? '')) &&
        (!names || names.includes(each.event)),
    ),
  );
}

const at = (ms: number) => beginMs + ms;
const filters: readonly LookingFilter[] = [
  {},
  { actor: 'psn_a' },
  { requestIds: ['req_2'] },
  { requestIds: [] },
  { cameraIds: ['cam_1', 'cam_2'] },
  { events: ['still-issued'] },
  { events: ['gops-served', 'playlist-issued'], actor: 'psn_b' },
  { during: { fromMs: at(hourMs) } },
  { during: { toMs: at(hourMs) } },
  { during: { fromMs: at(hourMs), toMs: at(2 * hourMs) } },
  { during: { fromMs: at(hourMs), toMs: at(hourMs + minuteMs) }, cameraIds: ['cam_3'] },
  { during: { fromMs: at(hourMs) }, events: ['download-ended', 'gops-served'], actor: 'psn_c' },
  { during: { fromMs: at(3 * hourMs) }, requestIds: ['req_1'], cameraIds: ['cam_1'] },
];

describe('when sessions of looking are read from the catalogue', () => {
  const events = randomEvents(600);

  beforeAll(() => write(events));

  async function pagesOf(filter: LookingFilter, order: LookingOrder, limit: number, upTo = all) {
    const found: Awaited<ReturnType<typeof log.sessions>> = [];
    for (let after: LookPlace | undefined; ; after = found.at(-1)?.first) {
      const page = await log.sessions(filter, { order, limit, upTo, ...(after && { after }) });
      found.push(...page);
      if (page.length < limit) return found;
    }
  }

  it.each(filters.map((filter) => [JSON.stringify(filter), filter] as const))(
    'finds those that the events make, in both orders and page by page: %s',
    async (_, filter) => {
      const wanted = expected(events, filter);
      const told = wanted.map((session) => [session[0]?.seq, session.at(-1)?.atMs, session.length]);
      const found = await pagesOf(filter, 'oldest', 7);
      expect(found.map(({ first, lastMs, events: count }) => [first.seq, lastMs, count])).toEqual(told);
      const newest = await pagesOf(filter, 'newest', 100);
      expect(newest.map(({ first }) => first.seq)).toEqual(told.map(([seq]) => seq).reverse());
    },
  );

  it('opens each to its events, in order and page by page', async () => {
    for (const session of expected(events, {}).filter((_, i) => i % 5 === 0)) {
      const seqs = session.map(({ seq }) => seq);
      const named = `cus_${seqs.at(-1)}`;
      const first = (await log.sessionEvents(named, { limit: 3 })) ?? [];
      const rest = await log.sessionEvents(named, { limit: 500, after: first.at(-1)?.seq ?? 0 });
      expect([...first, ...(rest ?? [])].map(({ seq }) => seq)).toEqual(seqs);
    }
    const other = events.find((each) => !isLook(each))?.seq;
    expect(await log.sessionEvents(`cus_${other}`, { limit: 3 })).toBeUndefined();
    expect(await log.sessionEvents('cus_none', { limit: 3 })).toBeUndefined();
  });

  it('counts what a session showed', async () => {
    for (const found of await pagesOf({}, 'oldest', 100)) {
      const session = expected(events, {}).find(([first]) => first?.seq === found.first.seq) ?? [];
      const count = (...names: string[]) => session.filter(({ event }) => names.includes(event)).length;
      expect(found.seen).toEqual({
        playlists: count('playlist-issued'),
        gops: 2 * count('gops-served'),
        servedMs: 2_000 * count('gops-served'),
        stills: count('still-issued'),
        previews: count('storyboard-issued'),
        searches: count('changes-searched'),
        exports: Math.min(1, count('export-ordered')),
        marks: count('mark-made'),
        checks: count('enrolment-still-shown', 'stream-tried'),
      });
      const seen = new Set(session.flatMap(({ cameraId }) => cameraId ?? []));
      expect(new Set(found.cameraIds)).toEqual(seen);
    }
  });

  it('keeps its pages while events arrive, also late ones', async () => {
    const upTo = events.length;
    const [first] = await log.sessions({}, { order: 'newest', limit: 1, upTo });
    if (!first) throw new Error('there is no session');
    const before = await pagesOf({}, 'newest', 5, upTo);
    const { actor = '', requestId = 'req_1' } = first;
    const late = { event: 'still-issued', actor, requestId };
    await write([
      { ...late, seq: upTo + 1, atMs: first.first.atMs - longestPauseMs },
      { ...late, seq: upTo + 2, atMs: first.lastMs + 10 * hourMs },
    ]);
    const known = ({ first: { seq }, events: count }: (typeof before)[number]) => [seq, count];
    expect((await pagesOf({}, 'newest', 5, upTo)).map(known)).toEqual(before.map(known));
    expect((await pagesOf({}, 'newest', 5)).map(known)).not.toEqual(before.map(known));
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

describe('when the log has 100 000 looks', () => {
  const [sessions, eventsEach] = [1_000, 100];

  /** Each statement ends within its time limit, also beside others. */
  const sessionsAtOnce = 20;
  let long: TestDatabase;

  beforeAll(async () => {
    long = await postgres.database();
    // Sessions of twenty minutes of nine officers, each of its own request; one in fifty is at the rare camera.
    for (let first = 0; first < sessions; first += sessionsAtOnce)
      await long.pool.query(
        `insert into custody_event (seq, body, prev_sha256, sha256)
           select s * $3 + i, jsonb_build_object('id', 'cus_' || s * $3 + i, 'role', 'officer', 'actor', 'psn_' || s % 9,
               'requestId', 'req_' || s, 'atMs', $4::bigint + s::bigint * 4320000 + i * 12000,
               'cameraId', 'cam_' || case when s % 50 = 0 then 0 else 1 + i % 4 end,
               'event', case when i = 0 then 'playlist-issued' when i % 3 = 0 then 'storyboard-issued' else 'gops-served' end,
               'detail', jsonb_build_object('gops', 6, 'sha256', case when i = 1 and s % 50 = 0 then 'file_' || s end))::text, 'a', 'b'
             from generate_series($1::int, $2::int) s, generate_series(0, $3::int - 1) i`,
        [first, first + sessionsAtOnce - 1, eventsEach, beginMs],
      );
    await long.pool.query('vacuum analyze custody_event');
  });
  afterAll(() => long.close());

  /** Rows of the log that a page reads, whether it uses them or not. */
  async function rowsRead(filter: LookingFilter, order: LookingOrder = 'newest'): Promise<number> {
    const { sql: text, parameters } = sessionsQuery(filter, { order, limit: 20, upTo: all }).compile(long.db);
    const { rows } = await long.pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, format json) ${text}`,
      [...parameters],
    );
    const nodes = rows.flatMap((row) => nodesOf(row['QUERY PLAN'][0].Plan));
    const read = nodes.filter((node) => node['Relation Name'] === 'custody_event');
    expect(read).not.toHaveLength(0);
    for (const node of read) expect(node['Node Type']).toMatch(/Index|Bitmap/);
    return read.reduce(
      (sum, node) =>
        sum + node['Actual Loops'] * (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)),
      0,
    );
  }

  /** For each event of the sessions of a page: where it begins, the event before it, where it ends, and its count. */
  const most = 20 * eventsEach * 12;

  it.each<readonly [string, LookingFilter, LookingOrder]>([
    ['all, newest', {}, 'newest'],
    ['all, oldest', {}, 'oldest'],
    ['of a person', { actor: 'psn_3' }, 'newest'],
    ['of a request', { requestIds: ['req_7'] }, 'newest'],
    ['of a time', { during: { fromMs: beginMs + 720 * hourMs, toMs: beginMs + 744 * hourMs } }, 'newest'],
    ['at a camera where few look', { cameraIds: ['cam_0'] }, 'newest'],
    ['of who was given a file', { fileDigest: 'file_50' }, 'newest'],
  ])('reads a page by its indexes, and not the log: %s', async (_, filter, order) => {
    // Of a person, the events of the eight others are passed by.
    expect(await rowsRead(filter, order)).toBeLessThan(filter.actor ? 9 * most : most);
  });
});
