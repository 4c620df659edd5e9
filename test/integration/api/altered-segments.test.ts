import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresFootageRepository } from '../../../src/adapters/postgres/footage/footage-repository.ts';
import { AlteredFacts } from '../../../src/adapters/postgres/proven/altered-facts.ts';
import { formatInstant, minuteMs, silentLog, unavailable } from '../../../src/core/index.ts';
import type { AdoptionMark } from '../../../src/log/index.ts';
import { factsNeed } from '../../../src/operations/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { footageChecksIn } from '../../support/footage-checks.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { SealingRoom } from '../../support/sealing-room.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { approved } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const filmedMs = noonMs - 10 * minuteMs;
const at = (ms: number): string => formatInstant(filmedMs + ms);
const count = 4;

let postgres: TestPostgres;
let room: SealingRoom;
let api: TestApi;
let officer: Client;
let camera: FilmedCamera;
let base: string;
let segmentIds: string[];
let mark: AdoptionMark | undefined;

beforeAll(async () => {
  postgres = await startPostgres();
  room = await SealingRoom.open();
  api = await startApi(postgres, { signedLog: room.log, adoption: async () => mark });
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7') });
  segmentIds = await filmed(api, camera, { fromMs: filmedMs, count });
  officer = await api.as('officer');
  const asked = { area: { cameras: [camera.id] }, from: at(0), to: at(count * segmentMs) };
  const { body } = await approved(api, officer, asked);
  base = `/api/requests/${body.id}/cameras/${camera.id}`;
  await officer.get(`${base}/playlist.m3u8`);
});
afterAll(async () => {
  await api?.close();
  await room?.close();
  await postgres?.stop();
});

const run = (text: string, ...values: unknown[]) => api.database.pool.query(text, values);
const seal = () => room.seal(api.database.db, api.clock);

/** The catalogue as it was before each test. */
beforeEach(async () => {
  mark = { untilMs: filmedMs, isDone: true };
  await run('drop table if exists kept');
  await run('create table kept as select * from segment');
  return async () => {
    await run('delete from segment');
    await run('insert into segment select * from kept');
  };
});

/** Every way to the bytes of a segment: what each answers. */
async function ways(seq: number, ms = seq * segmentMs): Promise<Record<string, string>> {
  const segment = `${base}/segments/${segmentIds[seq]}`;
  const paths = {
    gop: `${segment}/gops/1.m4s`,
    init: `${segment}/init.mp4`,
    still: `${base}/still?at=${at(ms + 3_000)}`,
    storyboard: `${base}/storyboard?at=${at(ms + 3_000)}`,
  };
  const answers = Object.entries(paths).map(async ([way, path]) => {
    const { status, body } = await officer.get(path);
    return [way, status < 300 ? 'opened' : body.code] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}
const all = (code: string) => ({ gop: code, init: code, still: code, storyboard: code });

const segments = (log = room.log) =>
  new PostgresFootageRepository(
    api.database.db,
    footageChecksIn(api.database.db, api.clock, { log, adoption: async () => mark }),
  ).segmentsIn(camera.id, { fromMs: filmedMs - minuteMs, toMs: filmedMs + 10 * minuteMs });
const standings = async () => (await segments()).map(({ standing }) => standing);
const states = async () => (await standings()).map((standing) => standing?.state);

const alterations: [string, string, string][] = [
  ['another begin', 'start_ms = start_ms - 5', 't0'],
  ['another end', 'end_ms = end_ms + 5', 't1'],
  ['another digest', `sha256 = repeat('0', 64)`, 'sha256'],
  ['another digest of its index', `index_sha256 = sha256('')`, 'idx'],
  ['another size', 'size_bytes = size_bytes - 1', 'bytes'],
  ['the object of another', `object_key = (select object_key from kept where seq = 0)`, 'obj'],
  ['another run', `run_id = 'run_other'`, 'run'],
  ['another epoch', 'epoch = epoch + 1', 'idx'],
  ['another height', 'height = 2 * height', 'h'],
  ['another codec', `codec = 'h265'`, 'codec'],
  ['another length of media', 'media_to_ms = media_to_ms + 1', 'media_ms'],
  ['the record of another', 'record_seq = (select record_seq from kept where seq = 0)', 'obj'],
  ['the number of no record', 'record_seq = 99', 'record'],
  ['no record', 'record_seq = null', 'record'],
];

describe.each([
  ['waits for the signer', 'pending', async () => {}],
  ['is sealed', 'sealed', seal],
])('when the record of a segment %s', (_, state, meanwhile) => {
  it('plays it, while it is what was recorded', async () => {
    await meanwhile();
    expect(await states()).toEqual(Array.from({ length: count }, () => state));
    expect(await ways(1)).toEqual(all('opened'));
  });

  it.each(alterations)('gives nothing of one that was given %s', async (_name, change, member) => {
    await meanwhile();
    await run(`update segment set ${change} where seq = 1`);
    expect((await standings())[1]).toEqual({ state: 'altered', member });
    // A segment is named by run and begin.
    if (!/^(run_id|start_ms)/.test(change)) expect(await ways(1)).toEqual(all('segment-altered'));
    expect((await ways(2)).gop).toBe('opened');
  });

  it('has the same name, whatever numbers within the run the rows are given', async () => {
    await meanwhile();
    await run('update segment set seq = 3 - seq');
    const { bytes } = await officer.get(`${base}/playlist.m3u8`);
    const listed = [...bytes.toString().matchAll(/segments\/(run_[^/]+)\/init/g)].map(([, id]) => id);
    expect(listed).toEqual(segmentIds);
    await run('update segment set seq = 0');
    for (const [at] of segmentIds.entries()) expect(await ways(at)).toEqual(all('opened'));
    expect(await states()).toEqual(Array.from({ length: count }, () => state));
  });

  it('gives nothing of one whose keyframes were moved', async () => {
    await meanwhile();
    await run(`update segment set keyframes = (select keyframes from kept where seq = 0) where seq = 1`);
    const { gop, init } = await ways(1);
    expect([gop, init]).toEqual(['footage-altered', 'footage-altered']);
  });

  it('plays one whose lawful facts changed: its store, its pictures, what overlaps it', async () => {
    await meanwhile();
    await run(`update segment set store = 'other', version_id = 'v2', overlapping = true where seq = 1`);
    expect(await states()).toEqual(Array.from({ length: count }, () => state));
  });
});

describe('when a segment is written into the catalogue', () => {
  const insertCopy = (recordSeq: string) =>
    run(`insert into segment select (jsonb_populate_record(s, jsonb_build_object('run_id', 'run_forged',
      'epoch', 9, 'record_seq', ${recordSeq}))).* from segment s where seq = 2`);

  it.each(['null', 's.record_seq', '77'])('gives nothing of it, with the record %s', async (recordSeq) => {
    await insertCopy(recordSeq);
    const forged = (await segments()).find(({ epoch }) => epoch === 9);
    expect(forged?.standing?.state).toBe('altered');
  });

  it('gives nothing of one whose record was written, too, without our tag', async () => {
    await run(`update segment set record_seq = 50 where seq = 1`);
    await run(
      `insert into log_outbox (chain, seq, body, tag, stated_at_ms)
        select no, 50, '{}', sha256('forged'), 0 from log_chain where name = $1`,
      `stream/${camera.id}/main`,
    );
    expect((await standings())[1]).toEqual({ state: 'altered', member: 'record' });
    await run('delete from log_outbox where seq = 50');
  });
});

describe('when an earlier version left a segment without a record', () => {
  beforeEach(() => run('update segment set record_seq = null where seq = 1'));

  it('plays it until the adoption is done', async () => {
    mark = undefined;
    expect((await states())[1]).toBe('awaited');
    mark = { untilMs: noonMs, isDone: false };
    expect((await states())[1]).toBe('awaited');
    expect(await ways(1)).toEqual(all('opened'));
  });

  it('gives nothing of it afterwards, nor of one that began after the adoption', async () => {
    mark = { untilMs: noonMs, isDone: true };
    expect(await ways(1)).toEqual(all('segment-altered'));
    mark = { untilMs: filmedMs, isDone: false };
    expect(await ways(1)).toEqual(all('segment-altered'));
  });
});

describe('when a segment was altered', () => {
  beforeEach(() => run(`update segment set sha256 = repeat('1', 64) where seq = 3`));

  it('says so as problem+json, and names member and segment', async () => {
    const { status, headers, body } = await officer.get(`${base}/segments/${segmentIds[3]}/init.mp4`);
    expect([status, headers.get('content-type')]).toEqual([409, 'application/problem+json; charset=utf-8']);
    expect(body.detail).toContain(`sha256 of ${segmentIds[3]}`);
  });

  it('tells auditors once, and admins until a day has gone by', async () => {
    await run('delete from altered_fact');
    const before = (await custodyOf(api.database.pool, 'segment-altered')).length;
    await officer.get(`${base}/playlist.m3u8`);
    await officer.get(`${base}/playlist.m3u8`);
    expect((await custodyOf(api.database.pool, 'segment-altered')).slice(before)).toMatchObject([
      {
        cameraId: camera.id,
        fromMs: filmedMs + 3 * segmentMs,
        detail: { segmentId: segmentIds[3], member: 'sha256' },
      },
    ]);
    const need = factsNeed(() => new AlteredFacts(api.database.db, api.clock, silentLog, aScribe()).count());
    expect(await need.check()).toMatchObject([{ code: 'facts-altered' }]);
  });

  it('widens no scope by it', async () => {
    await run(`update segment set start_ms = start_ms - 60000, keyframes = (select keyframes from kept where seq = 3)
      where seq = 0`);
    const { body } = await officer.get(base.split('/cameras')[0] ?? '');
    const [scope] = (body as unknown as { effectiveScope: { originals: { from: string } }[] }).effectiveScope;
    expect(scope?.originals.from).toBe(at(0));
  });
});

const outage = unavailable('store-unavailable', 'away');

describe('when the log is not within reach', () => {
  it('plays what this process met, and says of the rest that the store is away', async () => {
    await seal();
    expect(await states()).toEqual(Array.from({ length: count }, () => 'sealed'));
    const away = { ...room.log, filesOf: () => () => Promise.reject(outage) };
    await expect(segments(away)).rejects.toBe(outage);
  });

  it('says of a host without the key of the log that it cannot check', async () => {
    await seal();
    const keyless = { ...room.log, key: async () => undefined };
    await expect(segments(keyless)).rejects.toMatchObject({ kind: 'unavailable', code: 'log-key-not-here' });
  });
});
