import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addLetter,
  decide,
  type FootageRequest,
  openEmergency,
  owesLetter,
  reviewEmergency,
  statedLetter,
} from '../../../src/access/index.ts';
import { rowOf } from '../../../src/adapters/postgres/access/request-rows.ts';
import { PostgresReportRepository } from '../../../src/adapters/postgres/report/report-repository.ts';
import { lookEvents } from '../../../src/contributor/index.ts';
import { dayMs, hourMs, minuteMs, type TimeRange } from '../../../src/core/index.ts';
import { lookingEvents, sessionsOf } from '../../../src/custody/index.ts';
import { type MonthFigures, monthBefore, reportMonth } from '../../../src/report/index.ts';
import { aStream } from '../../support/builders.ts';
import { noonMs } from '../../support/hand-clock.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aDraft, aUser, by, camera, submitting } from '../../unit/access/request/a-request.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
/** The month is over: it was the month before. */
const nowMs = Date.parse('2026-12-15T12:00:00+07:00');
const november = reportMonth('2026-11', { nowMs, timeZone });
const october = reportMonth(monthBefore('2026-11'), { nowMs, timeZone });
const december = reportMonth('2026-12', { nowMs, timeZone });
const { fromMs, toMs } = november.range;

interface Written {
  readonly seq: number;
  readonly atMs: number;
  readonly event: string;
  readonly actor: string;
  readonly requestId?: string;
}

let postgres: TestPostgres;
let database: TestDatabase;
let reports: PostgresReportRepository;
let events: readonly Written[];
let requests: readonly FootageRequest[];
let gaps: readonly (TimeRange & { readonly stream: number; readonly reason: string })[];

beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
  reports = new PostgresReportRepository(database.db);
  events = eventsAround();
  await write(events);
  requests = await keptRequests();
  gaps = await keptCoverage();
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

/** Written past the log, which would state a record for each. */
const write = (written: readonly Written[]) =>
  database.pool.query(
    `insert into custody_event (seq, body, prev_sha256, sha256)
       select seq, body, 'a', 'b' from unnest($1::bigint[], $2::text[]) as given(seq, body)`,
    [written.map(({ seq }) => seq), written.map(bodyOf)],
  );

const bodyOf = ({ seq, atMs, event, actor, requestId }: Written): string =>
  JSON.stringify({
    ...{ id: `cus_${seq}`, atMs, actor, role: 'officer', event, requestId },
    ...(event === 'gops-served' && { fromMs: atMs, toMs: atMs + 2_000 }),
  });

const names = [...lookingEvents, 'hold-placed', 'export-built', 'footage-searched', 'denied'];

/** Some minutes apart for two months, and at the very edges of November. */
function eventsAround(): Written[] {
  const edges = [fromMs - 1, fromMs, toMs - 1, toMs, fromMs + dayMs - 1, fromMs + dayMs];
  const times = Array.from(
    { length: 3_000 },
    (_, i) => fromMs - 10 * dayMs + i * 23 * minuteMs + (i % 7) * 3_000,
  );
  const all = [...times, ...edges].map((atMs, i) => ({
    seq: i + 1,
    atMs: atMs - (i % 3) * 8 * minuteMs * (i < times.length ? 1 : 0),
    event: names[(i * 7) % names.length] ?? '',
    actor: `psn_${i % 4}`,
    ...(i % 5 > 0 && { requestId: `req_${i % 2}` }),
  }));
  /** One session over each edge: it began in the month before. */
  const over = [fromMs, toMs].flatMap((edgeMs) => [edgeMs - 5 * minuteMs, edgeMs + 5 * minuteMs]);
  const looks = over.map((atMs, i) => ({
    ...{ seq: all.length + i + 1, atMs, event: 'still-issued', actor: 'psn_edge', requestId: 'req_edge' },
  }));
  return [...all, ...looks];
}

/** Filed in each month, with every answer, by three authorities; one at each edge. */
async function keptRequests(): Promise<FootageRequest[]> {
  const [officer, custodian] = [aUser('officer'), aUser('custodian')];
  for (const { id, name, role } of [officer, custodian])
    await sql`insert into app_user (id, name, full_name, role, password_hash, created_at_ms)
      values (${id}, ${name}, 'A person', ${role}, '', 0)`.execute(database.db);
  const filedAt = (atMs: number, authority: string, legalBasis: string) =>
    submitting(officer, atMs, { authority, legalBasis }).after;
  const called = (atMs: number, isWritten: boolean) => {
    const { letter, ...draft } = aDraft({ authority: 'Công an phường' });
    const call = { cameraIds: [camera], reason: 'A child is lost', limits: { unreviewed: 2, cameras: 20 } };
    return openEmergency(
      isWritten && letter ? { ...draft, letter } : draft,
      { ...call, earlier: [] },
      by(officer, atMs),
    ).after;
  };
  const approve = (request: FootageRequest) =>
    decide(request, { verdict: 'approved' }, by(custodian, noonMs)).after;
  const refuse = (request: FootageRequest) =>
    decide(request, { verdict: 'refused', reason: 'Too wide a time' }, by(custodian, noonMs)).after;
  const review = (request: FootageRequest, verdict: 'justified' | 'not-justified') =>
    reviewEmergency(request, { verdict, reason: 'As it was said' }, by(custodian, noonMs)).after;
  const later = (request: FootageRequest) =>
    addLetter(
      request,
      { authority: 'Công an tỉnh', number: '7/YC', day: '2026-11-30' },
      by(officer, nowMs),
      timeZone,
    ).after;
  const all = [
    filedAt(fromMs - 1, 'Công an tỉnh', 'Điều 88'),
    approve(filedAt(fromMs, 'Công an tỉnh', 'Điều 88')),
    refuse(filedAt(toMs - 1, 'Công an phường', 'Điều 147')),
    filedAt(fromMs + dayMs, 'Công an phường', 'Điều 88'),
    approve(filedAt(toMs, 'VKSND', 'Điều 88')),
    called(fromMs + 2 * dayMs, true),
    called(fromMs + 3 * dayMs, false),
    review(called(fromMs + 4 * dayMs, false), 'not-justified'),
    later(review(called(fromMs + 5 * dayMs, false), 'justified')),
    called(fromMs - 5 * dayMs, false),
  ];
  for (const request of all) await database.db.insertInto('request').values(rowOf(request)).execute();
  return all;
}

/** Three cameras: always recorded; with gaps over the edges and a lasting one; never recorded, and enrolled within the month. */
async function keptCoverage() {
  const streams = [await aStream(database.db), await aStream(database.db), await aStream(database.db)];
  const enrolled = [fromMs - 20 * dayMs, fromMs - 20 * dayMs, fromMs + 10 * dayMs];
  for (const [i, { streamId }] of streams.entries())
    await sql`update stream set enrolled_at_ms = ${enrolled[i]}, accounted_until_ms = ${nowMs - hourMs}
      where id = ${streamId}`.execute(database.db);
  const all = [
    { stream: 1, fromMs: fromMs - hourMs, toMs: fromMs + hourMs, reason: 'offline' },
    { stream: 1, fromMs: fromMs + dayMs, toMs: fromMs + dayMs + 5_000, reason: 'offline' },
    { stream: 1, fromMs: fromMs + 2 * dayMs, toMs: fromMs + 3 * dayMs, reason: 'expired' },
    { stream: 1, fromMs: fromMs + 4 * dayMs, toMs: fromMs + 4 * dayMs + minuteMs, reason: 'disk' },
    { stream: 1, fromMs: toMs - hourMs, toMs: toMs + hourMs, reason: 'paused' },
    { stream: 2, fromMs: fromMs + 10 * dayMs, toMs: Number.POSITIVE_INFINITY, reason: 'auth' },
  ];
  for (const gap of all)
    await sql`insert into gap (stream_id, start_ms, end_ms, reason) values (${streams[gap.stream]?.streamId},
      ${gap.fromMs}, ${Number.isFinite(gap.toMs) ? gap.toMs : null}, ${gap.reason})`.execute(database.db);
  return all;
}

const within = (range: TimeRange) => (atMs: number) => atMs >= range.fromMs && atMs < range.toMs;

/** The same figures by a plain count. */
function counted({ range, days }: typeof november): Pick<MonthFigures, 'events' | 'looksByDay' | 'looking'> {
  const isIn = within(range);
  const ours = events.filter(({ atMs }) => isIn(atMs));
  const looks: readonly string[] = Object.values(lookEvents);
  const isLooking = ({ event }: Written) => (lookingEvents as readonly string[]).includes(event);
  return {
    events: Object.fromEntries(
      [...new Set(ours.map(({ event }) => event))].map((name) => [
        name,
        ours.filter(({ event }) => event === name).length,
      ]),
    ),
    looksByDay: days.map((beginMs, i) => {
      const isOfDay = within({ fromMs: beginMs, toMs: days[i + 1] ?? range.toMs });
      return ours.filter(({ event, atMs }) => looks.includes(event) && isOfDay(atMs)).length;
    }),
    looking: {
      sessions: sessionsOf(events.filter(isLooking)).filter(([first]) => first && isIn(first.atMs)).length,
      people: new Set(ours.filter(isLooking).map(({ actor }) => actor)).size,
      servedMs: ours.filter(({ event }) => event === 'gops-served').length * 2_000,
    },
  };
}

function countedRequests(range: TimeRange, of: (request: FootageRequest) => boolean = () => true) {
  const filed = requests.filter((each) => within(range)(each.createdAtMs) && of(each));
  const count = (is: (request: FootageRequest) => boolean) => filed.filter(is).length;
  return {
    filed: filed.length,
    approved: count(({ decision }) => decision?.verdict === 'approved'),
    refused: count(({ decision }) => decision?.verdict === 'refused'),
    emergencies: count(({ emergency }) => emergency !== undefined),
    unjustified: count(({ emergency }) => emergency?.review?.verdict === 'not-justified'),
    withoutLetter: count(owesLetter),
  };
}

describe('when the figures of a month are counted', () => {
  it.each([
    ['before', october],
    ['over', november],
    ['running', december],
  ])('are those of a plain count of its events: the month %s', async (_, month) => {
    const { events: byName, looksByDay, looking } = await reports.ofMonth(month, nowMs);
    expect({ events: byName, looksByDay, looking }).toEqual(counted(month));
    expect(looking.sessions).toBeGreaterThan(0);
  });

  it.each([october, november, december])('are those of its requests: $month', async (month) => {
    const { range } = month;
    const { requests: figures } = await reports.ofMonth(month, nowMs);
    expect(figures.all).toEqual(countedRequests(range));
    for (const { name, ...row } of figures.byAuthority)
      expect(row).toEqual(countedRequests(range, (each) => statedLetter(each).authority === name));
    for (const { name, ...row } of figures.byBasis)
      expect(row).toEqual(countedRequests(range, ({ legalBasis }) => legalBasis === name));
    const total = (rows: readonly { readonly filed: number }[]) =>
      rows.reduce((sum, { filed }) => sum + filed, 0);
    expect([total(figures.byAuthority), total(figures.byBasis)]).toEqual([
      figures.all.filed,
      figures.all.filed,
    ]);
  });

  it('has every figure of November in its place', async () => {
    const { requests: figures } = await reports.ofMonth(november, nowMs);
    expect(figures.all).toEqual({
      ...{ filed: 7, approved: 1, refused: 1, emergencies: 4, unjustified: 1, withoutLetter: 1 },
    });
    expect(figures.byAuthority.map(({ name, filed }) => [name, filed])).toEqual([
      ['Công an phường', 5],
      ['Công an tỉnh', 2],
    ]);
  });

  it('measures what was recorded by the gaps, cut at the edges; what expired was recorded', async () => {
    const { coverage } = await reports.ofMonth(november, nowMs);
    const cut = (gap: TimeRange) => Math.min(gap.toMs, toMs) - Math.max(gap.fromMs, fromMs);
    const ms = (why: string) =>
      gaps.filter(({ reason }) => reason === why).reduce((sum, gap) => sum + cut(gap), 0);
    expect(coverage.gaps).toEqual([
      { reason: 'auth', gaps: 1, ms: ms('auth') },
      { reason: 'offline', gaps: 2, ms: ms('offline') },
      { reason: 'paused', gaps: 1, ms: hourMs },
      { reason: 'disk', gaps: 1, ms: minuteMs },
    ]);
    expect(coverage).toMatchObject({
      ...{ cameras: 3, recording: 2, accountedMs: 80 * dayMs },
      missingMs: ms('auth') + ms('offline') + hourMs + minuteMs,
    });
  });

  it('counts a running month so far: the lasting gap until now, and nothing beyond the frontier', async () => {
    const { coverage } = await reports.ofMonth(december, nowMs);
    const soFarMs = nowMs - toMs;
    expect(coverage.accountedMs).toBe(3 * soFarMs - 2 * hourMs);
    expect(coverage.gaps).toEqual([
      { reason: 'auth', gaps: 1, ms: soFarMs },
      { reason: 'paused', gaps: 1, ms: hourMs },
    ]);
  });

  it('has zeros for a month without anything', async () => {
    const empty = reportMonth('2020-02', { nowMs, timeZone });
    const figures = await reports.ofMonth(empty, nowMs);
    expect(figures).toMatchObject({ events: {}, looking: { sessions: 0, people: 0, servedMs: 0 } });
    expect(figures.looksByDay).toEqual(Array.from({ length: 29 }, () => 0));
    expect(figures.requests).toMatchObject({
      all: countedRequests(empty.range),
      byAuthority: [],
      byBasis: [],
    });
    expect(figures.coverage).toEqual({ cameras: 0, recording: 0, accountedMs: 0, missingMs: 0, gaps: [] });
  });

  it('counts deletions and what stands at its end', async () => {
    await sql`insert into hold (id, owner_id, case_number, reason, from_ms, to_ms, created_at_ms, review_at_ms,
        released_at_ms, released_by, release_reason)
      select 'hold_' || n, u.id, '1', 'r', 0, 1, made, made, gone, case when gone is null then null else u.id end,
          case when gone is null then null else 'r' end
        from (values (1, ${fromMs}::bigint, null::bigint), (2, ${fromMs}, ${toMs - 1}::bigint), (3, ${fromMs}, ${toMs}),
          (4, ${toMs}, null)) as given(n, made, gone), (select min(id) as id from app_user) u`.execute(
      database.db,
    );
    const { standing } = await reports.ofMonth(november, nowMs);
    expect(standing).toEqual({ holds: 2, paused: 0, withdrawn: 0 });
    expect((await reports.ofMonth(december, nowMs)).standing.holds).toBe(2);
  });
});
