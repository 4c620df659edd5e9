import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fillGaps } from '../../../src/adapters/postgres/recording/gap-keeping.ts';
import { advance, lockStream } from '../../../src/adapters/postgres/recording/locked-stream.ts';
import { formatInstant, hourMs, minuteMs, type TimeRange } from '../../../src/core/index.ts';
import type { AdoptionMark } from '../../../src/log/index.ts';
import type { GapReason } from '../../../src/recording/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { SealingRoom } from '../../support/sealing-room.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { approved } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const enrolledMs = noonMs - hourMs;
const filmedMs = noonMs - 10 * minuteMs;
/** Six segments, 36 s offline, four segments. */
const offline = { fromMs: filmedMs + 6 * segmentMs, toMs: filmedMs + 9 * segmentMs };
const end = offline.toMs + 4 * segmentMs;

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
  await missed({ fromMs: enrolledMs, toMs: filmedMs }, 'recorder');
  await filmed(api, camera, { fromMs: filmedMs, count: 6 });
  await missed(offline, 'offline');
  await filmed(api, camera, { fromMs: offline.toMs, count: 4, epoch: 2 });
  await missed({ fromMs: end, toMs: noonMs }, 'offline');
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
const seal = () => room.seal(api.database.db, api.clock);

/** As the recorder's end and its next start leave a gap. */
const missed = (range: TimeRange, reason: GapReason) =>
  api.database.db.transaction().execute(async (trx) => {
    const stream = await lockStream({ trx, scribe: aScribe(api.clock) }, camera.streamId, noonMs);
    if (!stream) throw new Error('no stream');
    await fillGaps(stream, range, reason);
    await advance(stream);
  });

/** The catalogue as it was before each test. */
const tables = ['segment', 'gap', 'log_outbox', 'log_leaf'];
beforeEach(async () => {
  mark = { untilMs: enrolledMs, isDone: true };
  for (const table of tables) {
    await run(`drop table if exists kept_${table}`);
    await run(`create table kept_${table} as select * from ${table}`);
  }
  return async () => {
    for (const table of tables) {
      await run(`delete from ${table}`);
      const form = table === 'log_outbox' ? 'overriding system value ' : '';
      await run(`insert into ${table} ${form}select * from kept_${table}`);
    }
  };
});

interface Altered {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
}

async function lookUp(): Promise<{ altered: Altered[]; pending: unknown[] }> {
  const { body } = await officer.get(`/api/requests/${requestId}/footage`);
  const [found] = (body as unknown as { cameras: { altered: Altered[]; pending: unknown[] }[] }).cameras;
  if (!found) throw new Error('no camera');
  return found;
}
const time = (kind: string, fromMs: number, toMs = fromMs + segmentMs): Altered => ({
  from: formatInstant(fromMs),
  to: formatInstant(toMs),
  kind,
});
const altered = async () => (await lookUp()).altered;

const removed = (startMs: number) => run('delete from segment where start_ms = $1', startMs);
const gapWritten = (fromMs: number, toMs: number, records = 'null') =>
  run(
    `insert into gap (stream_id, start_ms, end_ms, reason, record_seqs)
      values ($1, $2, $3, 'offline', ${records})`,
    camera.streamId,
    fromMs,
    toMs,
  );
const recordsOfOffline = `(select record_seqs from gap where start_ms = ${offline.fromMs})`;
const second = filmedMs + segmentMs;
const last = offline.fromMs - segmentMs;

describe.each([
  ['wait for the signer', async () => {}],
  ['are sealed', seal],
])('when the records of a stream %s', (state, meanwhile) => {
  beforeEach(meanwhile);

  it('finds nothing altered, and says which are pending', async () => {
    const spans = [
      { from: formatInstant(filmedMs), to: formatInstant(offline.fromMs) },
      { from: formatInstant(offline.toMs), to: formatInstant(end) },
    ];
    expect(await lookUp()).toMatchObject({ altered: [], pending: state === 'are sealed' ? [] : spans });
  });

  it('notices the row of a segment that was replaced by an `offline` gap', async () => {
    await removed(second);
    await gapWritten(second, second + segmentMs);
    expect(await altered()).toEqual([time('gap', second), time('missing', second)]);
  });

  it('notices it where the gap names the records of another one', async () => {
    await removed(second);
    await gapWritten(second, second + segmentMs, recordsOfOffline);
    expect(await altered()).toEqual([time('gap', second), time('missing', second)]);
  });

  it('notices it where the gap names the records of segments', async () => {
    await removed(second);
    await gapWritten(second, second + segmentMs, 'array[5, 6]');
    expect(await altered()).toEqual([time('gap', second), time('missing', second)]);
  });

  it('notices a gap that was widened over a segment', async () => {
    await removed(last);
    await run('update gap set start_ms = $1 where start_ms = $2', last, offline.fromMs);
    expect(await altered()).toEqual([time('gap', last, offline.toMs), time('missing', last)]);
  });

  it('notices segments that were removed, the first and the last of a camera too', async () => {
    await removed(filmedMs);
    await removed(end - segmentMs);
    const found = await altered();
    expect(found).toEqual(
      expect.arrayContaining([time('missing', filmedMs), time('missing', end - segmentMs)]),
    );
  });

  it('notices that all segments of a camera were replaced by one gap', async () => {
    await run('delete from segment');
    await run('delete from gap');
    await gapWritten(enrolledMs, noonMs);
    const kinds = (await altered()).map(({ kind }) => kind);
    expect([kinds[0], kinds.filter((kind) => kind === 'missing').length]).toEqual(['gap', 10]);
  });

  it('notices it where the record was removed, too', async () => {
    await removed(second);
    await gapWritten(second, second + segmentMs);
    await run(
      'delete from log_outbox where seq = (select record_seq from kept_segment where start_ms = $1)',
      second,
    );
    await run(
      'delete from log_leaf where seq = (select record_seq from kept_segment where start_ms = $1)',
      second,
    );
    // What this process met stays known; another one is told that a record is gone.
    expect((await altered()).map(({ kind }) => kind)).toContain('missing');
  });

  it('notices a gap with another reason', async () => {
    await run(`update gap set reason = 'paused' where start_ms = $1`, offline.fromMs);
    expect(await altered()).toEqual([time('gap', offline.fromMs, offline.toMs)]);
  });

  it('notices a gap that was removed', async () => {
    await run('delete from gap where start_ms = $1', offline.fromMs);
    expect(await altered()).toEqual([time('gap', offline.fromMs, offline.toMs)]);
  });

  it('names the time of a segment that was changed', async () => {
    await run(`update segment set sha256 = repeat('0', 64) where start_ms = $1`, second);
    expect(await altered()).toEqual([time('segment', second)]);
  });
});

it('lets a gap of an earlier version be, until its adoption is done', async () => {
  await run('update gap set record_seqs = null where start_ms = $1', offline.fromMs);
  mark = { untilMs: noonMs, isDone: false };
  expect(await altered()).toEqual([]);
  mark = { untilMs: noonMs, isDone: true };
  expect(await altered()).toEqual([time('gap', offline.fromMs, offline.toMs)]);
});

it('tells auditors once', async () => {
  await run('delete from altered_fact');
  const before = (await custodyOf(api.database.pool, 'coverage-altered')).length;
  await removed(second);
  await gapWritten(second, second + segmentMs);
  await altered();
  await altered();
  const events = (await custodyOf(api.database.pool, 'coverage-altered')).slice(before);
  expect(events).toMatchObject([
    { cameraId: camera.id, fromMs: second, detail: { member: 'gap' } },
    { cameraId: camera.id, fromMs: second, detail: { member: 'missing' } },
  ]);
});

describe('when a negative answer is asked for', () => {
  const answered = async () => {
    const { status, body } = await officer.post('/api/negative-answers', {
      caseNumber: 'VA-2026/118',
      authority: 'Công an phường Cẩm Thịnh',
      area: { cameras: [camera.id] },
      from: formatInstant(offline.fromMs),
      to: formatInstant(offline.toMs),
    });
    return status < 300 ? 'given' : body.code;
  };

  it('is given on a gap that was recorded so, and on no other', async () => {
    expect(await answered()).toBe('given');
    await run(`update gap set reason = 'paused' where start_ms = $1`, offline.fromMs);
    expect(await answered()).toBe('coverage-altered');
  });

  it('is not given where segments were replaced by a gap', async () => {
    await run('delete from segment where start_ms >= $1', offline.toMs);
    await run('update gap set end_ms = $1 where start_ms = $2', end, offline.fromMs);
    expect(await answered()).toBe('coverage-altered');
  });
});
