import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adoptGaps, unrecordedGaps } from '../../../src/adapters/postgres/adoption/adopted-gaps.ts';
import { fillGaps } from '../../../src/adapters/postgres/recording/gap-keeping.ts';
import { advance, lockStream } from '../../../src/adapters/postgres/recording/locked-stream.ts';
import { fillExpired } from '../../../src/adapters/postgres/retention/deletion-gaps.ts';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { formatInstant, hourMs, minuteMs, type RunId, type TimeRange } from '../../../src/core/index.ts';
import type { AdoptionMark } from '../../../src/log/index.ts';
import { deletedStreams } from '../../../src/retention/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { SealingRoom } from '../../support/sealing-room.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, site, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { approved } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const enrolledMs = noonMs - hourMs;
const filmedMs = noonMs - 10 * minuteMs;
/** Of ten segments the first six expired, but for the fourth, which was held. */
const expired = [0, 1, 2, 4, 5];
const held = 3;
const startOf = (number: number) => filmedMs + number * segmentMs;
const end = startOf(10);

let postgres: TestPostgres;
let room: SealingRoom;
let api: TestApi;
let officer: Client;
let camera: FilmedCamera;
let requestId: string;
let mark: AdoptionMark | undefined;

beforeAll(async () => {
  postgres = await startPostgres();
  room = await SealingRoom.open();
  api = await startApi(postgres, { signedLog: room.log, adoption: async () => mark });
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7') });
  await missed({ fromMs: enrolledMs, toMs: filmedMs });
  await filmed(api, camera, { fromMs: filmedMs, count: 10 });
  await missed({ fromMs: end, toMs: noonMs });
  // A request holds what it asks for.
  await expire(expired.map(startOf));
  officer = await api.as('officer');
  const asked = {
    area: { cameras: [camera.id] },
    from: formatInstant(enrolledMs),
    to: formatInstant(noonMs),
  };
  requestId = (await approved(api, officer, asked)).body.id;
});
afterAll(async () => {
  await api?.close();
  await room?.close();
  await postgres?.stop();
});

const run = (text: string, ...values: unknown[]) => api.database.pool.query(text, values);

const locked = <T>(work: (stream: NonNullable<Awaited<ReturnType<typeof lockStream>>>) => Promise<T>) =>
  api.database.db.transaction().execute(async (trx) => {
    const stream = await lockStream({ trx, scribe: aScribe(api.clock) }, camera.streamId, noonMs);
    if (!stream) throw new Error('no stream');
    return work(stream);
  });

const missed = (range: TimeRange) =>
  locked(async (stream) => {
    await fillGaps(stream, range, 'recorder');
    await advance(stream);
  });

/** As the job does, with a store that confirms all. */
async function expire(starts: readonly number[]): Promise<void> {
  const book = new PostgresDeletionRepository(api.database.db, aScribe(api.clock));
  const { rows } = await api.database.pool.query<{ store: string; run_id: RunId; start_ms: number }>(
    'select store, run_id, start_ms from segment where start_ms = any($1)',
    [starts],
  );
  const siteStore = { siteId: site, store: rows[0]?.store ?? '' };
  const segments = rows.map((row) => ({
    streamId: camera.streamId,
    startMs: Number(row.start_ms),
    runId: row.run_id,
  }));
  await book.mark(siteStore, { cause: 'days', segments, nowMs: noonMs });
  for (const { id } of await book.unfinished(siteStore)) {
    const begun = await book.begin(id, noonMs, []);
    const streams = deletedStreams(begun?.segments ?? [], new Set(), new Set());
    const [part] = streams;
    if (part) await book.forget(id, { streams, deleted: part.deleted, nowMs: noonMs });
  }
}

/** The catalogue as it was before each test. */
const tables = ['segment', 'gap', 'stream_deletion', 'log_outbox', 'log_leaf'];
beforeEach(async () => {
  mark = { untilMs: enrolledMs, isDone: true };
  for (const table of tables) {
    await run(`drop table if exists kept_${table}`);
    await run(`create table kept_${table} as select * from ${table}`);
  }
  const { rows: chains } = await run(`select no, seq, digest from log_chain where name like 'stream/%'`);
  return async () => {
    for (const table of tables) {
      await run(`delete from ${table}`);
      const form = table === 'log_outbox' ? 'overriding system value ' : '';
      await run(`insert into ${table} ${form}select * from kept_${table}`);
    }
    for (const { no, seq, digest } of chains)
      await run('update log_chain set seq = $2, digest = $3 where no = $1', no, seq, digest);
  };
});

interface Altered {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
}

async function altered(): Promise<Altered[]> {
  const { body } = await officer.get(`/api/requests/${requestId}/footage`);
  const [found] = (body as unknown as { cameras: { altered: Altered[] }[] }).cameras;
  if (!found) throw new Error('no camera');
  return found.altered;
}
const time = (kind: string, fromMs: number, toMs = fromMs + segmentMs): Altered => ({
  from: formatInstant(fromMs),
  to: formatInstant(toMs),
  kind,
});

/** As one who would have it that the segment expired. */
async function replaced(startMs: number): Promise<void> {
  await run('delete from segment where start_ms = $1', startMs);
  await run(
    `insert into gap (stream_id, start_ms, end_ms, reason) values ($1, $2, $3, 'expired')`,
    camera.streamId,
    startMs,
    startMs + segmentMs,
  );
}

describe.each([
  ['wait for the signer', async () => {}],
  ['are sealed', () => room.seal(api.database.db, api.clock)],
])('when the records of deletions %s', (_, meanwhile) => {
  beforeEach(meanwhile);

  it('finds nothing altered where deletions account for all that expired', async () => {
    const { rows } = await run('select count(*)::int as left from segment');
    expect(rows).toEqual([{ left: 10 - expired.length }]);
    expect(await altered()).toEqual([]);
  });

  it('notices the row of a segment that was replaced by an `expired` gap', async () => {
    await replaced(startOf(8));
    expect(await altered()).toEqual([time('gap', startOf(8))]);
  });

  it('notices it amid the segments of a deletion, which names those that it took', async () => {
    await replaced(startOf(held));
    expect(await altered()).toEqual([time('missing', startOf(held))]);
  });

  it('notices it beside them', async () => {
    await replaced(startOf(6));
    expect(await altered()).toEqual([time('gap', startOf(6))]);
  });

  it('believes the record of a deletion, and not what the catalogue tells of it', async () => {
    await replaced(startOf(8));
    await run('update stream_deletion set end_ms = $1', noonMs);
    expect(await altered()).toEqual([time('gap', startOf(8))]);
    // The number of a segment's record.
    await run('update stream_deletion set record_seq = 5');
    expect(await altered()).toContainEqual(time('gap', filmedMs, startOf(held)));
  });

  it('notices an `offline` gap in place of one of them', async () => {
    await run('delete from segment where start_ms = $1', startOf(held));
    await run(
      `insert into gap (stream_id, start_ms, end_ms, reason) values ($1, $2, $3, 'offline')`,
      camera.streamId,
      startOf(held),
      startOf(held + 1),
    );
    expect(await altered()).toEqual([time('gap', startOf(held)), time('missing', startOf(held))]);
  });
});

it('takes a deletion that names no segments by its time', async () => {
  await replaced(startOf(8));
  await locked(async ({ trx, scribe, id }) => {
    const [stated] = await scribe.state(trx, {
      type: 'del',
      act: 'result',
      cam: camera.id,
      stream: 'main',
      del: 'del_of_before',
      cause: 'days',
      t0: formatInstant(startOf(8)),
      t1: formatInstant(startOf(9)),
      count: 1,
      objs: 4,
      sha256: '0'.repeat(64),
      bytes: 1,
    });
    await sql`
      insert into deletion (id, site_id, store, cause, marked_at_ms)
        values ('del_of_before', ${site}, 'disk', 'days', ${noonMs})`.execute(trx);
    await sql`
      insert into stream_deletion values
        ('del_of_before', ${id}, ${stated?.seq}, ${startOf(8)}, ${startOf(9)})`.execute(trx);
  });
  expect(await altered()).toEqual([]);
  await run(`delete from stream_deletion where deletion_id = 'del_of_before'`);
  await run(`delete from deletion where id = 'del_of_before'`);
});

it('takes what had expired before the upgrade, also once it is joined with what expires later', async () => {
  await run('delete from stream_deletion');
  const untold = [time('gap', filmedMs, startOf(held)), time('gap', startOf(held + 1), startOf(6))];
  expect(await altered()).toEqual(untold);
  mark = { untilMs: noonMs, isDone: false };
  expect(await altered()).toEqual([]);
  await locked(async (stream) =>
    adoptGaps(stream, await unrecordedGaps(stream, { beforeMs: noonMs, count: 10 })),
  );
  mark = { untilMs: noonMs, isDone: true };
  expect(await altered()).toEqual([]);
  await run('delete from segment where start_ms = $1', startOf(held));
  await locked((stream) => fillExpired(stream, [{ fromMs: startOf(held), toMs: startOf(held + 1) }]));
  expect(await altered()).toEqual([time('gap', startOf(held))]);
});

describe('when a negative answer is asked for', () => {
  const answered = async (fromMs: number, toMs: number) => {
    const { status, body } = await officer.post('/api/negative-answers', {
      caseNumber: 'VA-2026/118',
      authority: 'Công an phường Cẩm Thịnh',
      area: { cameras: [camera.id] },
      from: formatInstant(fromMs),
      to: formatInstant(toMs),
    });
    return status < 300 ? 'given' : body.code;
  };

  it('is given where footage was deleted, and not where a row was replaced', async () => {
    expect(await answered(startOf(0), startOf(held))).toBe('given');
    await replaced(startOf(held));
    expect(await answered(startOf(0), startOf(6))).toBe('coverage-altered');
  });
});
