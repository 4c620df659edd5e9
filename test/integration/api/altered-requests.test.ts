import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptRequests } from '../../../src/adapters/postgres/access/request-adoption.ts';
import { AlteredFacts } from '../../../src/adapters/postgres/proven/altered-facts.ts';
import { isLiveIn, requestFacts } from '../../../src/compose/exports.ts';
import { formatInstant, hourMs, minuteMs, type RequestId, silentLog } from '../../../src/core/index.ts';
import { buildExport, type ExportId } from '../../../src/evidence/index.ts';
import { factsNeed } from '../../../src/operations/index.ts';
import { checkedRequestsIn } from '../../support/checked-requests.ts';
import { custodyOf } from '../../support/custody.ts';
import { exportSealing } from '../../support/export-sealing.ts';
import { pendingRecords } from '../../support/pending-records.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { SealingRoom } from '../../support/sealing-room.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aForm, approved, decided } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const filmedMs = noonMs - 10 * minuteMs;
const at = (ms: number): string => formatInstant(filmedMs + ms);

let postgres: TestPostgres;
let room: SealingRoom;
let api: TestApi;
let officer: Client;
let camera: FilmedCamera;
let other: FilmedCamera;
let segmentIds: string[];

beforeAll(async () => {
  postgres = await startPostgres();
  room = await SealingRoom.open();
  api = await startApi(postgres, { signedLog: room.log });
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId });
  other = await aCamera(api, { name: 'Cột 15', neighbourhoodId });
  segmentIds = await filmed(api, camera, { fromMs: filmedMs, count: 3 });
  await filmed(api, other, { fromMs: filmedMs, count: 3 });
  officer = await api.as('officer');
});
afterAll(async () => {
  await api?.close();
  await room?.close();
  await postgres?.stop();
});

const asked = () => ({ area: { cameras: [camera.id] }, from: at(segmentMs), to: at(2 * segmentMs) });
const approvedId = async (): Promise<string> => (await approved(api, officer, asked())).body.id;
const filedId = async (): Promise<string> => (await officer.post('/api/requests', aForm(asked()))).body.id;
const seal = () => room.seal(api.database.db, api.clock);
const run = (text: string, ...values: unknown[]) => api.database.pool.query(text, values);

/** Every way to footage under a request: what each answers. */
async function ways(
  id: string,
  { cameraId = camera.id, ms = segmentMs } = {},
): Promise<Record<string, string>> {
  const base = `/api/requests/${id}`;
  const ofCamera = `${base}/cameras/${cameraId}`;
  const segment = `${ofCamera}/segments/${segmentIds[1]}`;
  const playlist = `${ofCamera}/playlist.m3u8?from=${at(ms)}&to=${at(ms + 1_000)}`;
  const first = await officer.get(playlist);
  const paths = [
    `${segment}/gops/0.m4s`,
    `${segment}/init.mp4`,
    `${ofCamera}/still?at=${at(ms)}`,
    `${ofCamera}/storyboard?at=${at(ms)}`,
    base,
    `${base}/footage`,
    `${base}/decision-letter`,
  ];
  const rest = await Promise.all(paths.map((path) => officer.get(path)));
  const answers = [first, ...rest, await officer.post(`${base}/exports`)];
  return Object.fromEntries(
    answers.map(({ status, body }, at) => [everyWay[at] ?? '', status < 300 ? 'opened' : body.code]),
  );
}

const everyWay = ['playlist', 'gop', 'init', 'still', 'storyboard', 'coverage', 'lookUp', 'letter', 'export'];
const all = (code: string) => Object.fromEntries(everyWay.map((way) => [way, code]));

const area = '{"kind":"cameras","cameraIds":[]}';

describe('when a request is what was recorded', () => {
  it('opens what it asks for, while its record waits and when it is sealed', async () => {
    const id = await approvedId();
    expect(await ways(id)).toEqual(all('opened'));
    await seal();
    expect((await ways(id)).playlist).toBe('opened');
    const fresh = checkedRequestsIn(api.database.db, api.clock, room.log);
    expect((await fresh.byId(id as RequestId))?.difference).toBeUndefined();
  });
});

describe.each([
  ['waits for the signer', async () => {}],
  ['is sealed', seal],
])('when somebody writes into the catalogue, and the newest record of the request %s', (_, meanwhile) => {
  it.each<[string, string, unknown, object?]>([
    ['another area', 'area = $2', area],
    ['an earlier begin', 'from_ms = $2', filmedMs, { ms: 0 }],
    ['a later end', 'to_ms = $2', filmedMs + 3 * segmentMs],
    ['a later expiry', 'expires_at_ms = $2', noonMs + 1_000 * hourMs],
  ])('opens nothing of one that was given %s', async (_name, change, value, where) => {
    const id = await approvedId();
    await meanwhile();
    await run(`update request set ${change} where id = $1`, id, value);
    expect(await ways(id, where)).toEqual(all('request-altered'));
  });

  it('opens no camera that was added, nor any other then', async () => {
    const id = await approvedId();
    await meanwhile();
    await run('insert into request_camera (request_id, camera_id) values ($1, $2)', id, other.id);
    expect(await ways(id, { cameraId: other.id })).toEqual(all('request-altered'));
    expect((await ways(id)).playlist).toBe('request-altered');
  });

  it('opens nothing of one that was approved so', async () => {
    const id = await filedId();
    await meanwhile();
    await approveBySql(id);
    expect(await ways(id)).toEqual(all('request-altered'));
  });
});

async function approveBySql(id: string): Promise<void> {
  await api.as('custodian', 'decider');
  const decider = await api.deps.users.byName('decider');
  const decision = { atMs: noonMs, byId: decider?.id, verdict: 'approved' };
  await run(
    `update request set state = 'approved', revision = revision + 1, expires_at_ms = $2, decision = $3 where id = $1`,
    id,
    noonMs + hourMs,
    JSON.stringify(decision),
  );
}

describe('when records are written by SQL, too', () => {
  /** States the approval as our processes would, under a key that is not theirs. */
  async function forgeRecord(id: string): Promise<void> {
    const [filed] = await pendingRecords(api.database.db, `req/${id}`);
    const row = await api.deps.requests.byId(id as RequestId);
    if (filed?.type !== 'req' || !row?.decision) throw new Error('no request to approve');
    const { adopted: _, rseq: _seq, rprev: _prev, v: _v, log: _log, id: _id, boot: _b, ...said } = filed;
    const { mono_ms: _m, clk: _c, by: _by, salt: _s, at: _at, ...fact } = said;
    const forger = aScribe(api.clock, { key: Buffer.alloc(32, 1) });
    await api.database.db
      .transaction()
      .execute((trx) => forger.state(trx, { ...fact, act: 'approve', state: 'approved' }));
  }

  it('opens nothing of an approved request whose record has not our tag', async () => {
    const id = await filedId();
    await approveBySql(id);
    await forgeRecord(id);
    expect(await ways(id)).toEqual(all('request-altered'));
    await run(`delete from log_outbox o using log_chain c where c.no = o.chain and c.name = $1`, `req/${id}`);
    await run(`delete from log_chain where name = $1`, `req/${id}`);
  });

  it('opens nothing of a request that has no record at all', async () => {
    const id = await approvedId();
    await run(`delete from log_outbox o using log_chain c where c.no = o.chain and c.name = $1`, `req/${id}`);
    await run('delete from log_chain where name = $1', `req/${id}`);
    expect(await ways(id)).toEqual(all('request-altered'));
    await run('delete from request_camera where request_id = $1', id);
  });

  it('opens nothing of one that was set back to what it was, with its records', async () => {
    const id = await approvedId();
    await seal();
    const before = await snapshotOf(id);
    await officer.post(`/api/requests/${id}/closing`, { outcome: 'found' });
    await seal();
    await setBack(id, before);
    // For so long a process believes the end of a chain that it read.
    api.clock.atMs += 5_000;
    expect(await ways(id)).toEqual(all('request-altered'));
  });

  it('opens nothing of one whose newest record waited when it was set back, once it was met', async () => {
    const id = await approvedId();
    const before = await snapshotOf(id);
    await officer.post(`/api/requests/${id}/closing`, { outcome: 'found' });
    expect((await ways(id)).playlist).toBe('request-not-approved');
    await setBack(id, before);
    expect(await ways(id)).toEqual(all('request-altered'));
  });

  interface Snapshot {
    readonly request: unknown;
    readonly chain: unknown;
    readonly waiting: unknown;
    readonly leaves: unknown;
  }

  async function snapshotOf(id: string): Promise<Snapshot> {
    const rows = async (text: string) =>
      JSON.stringify((await run(text, id)).rows.map(({ row }: { row: unknown }) => row));
    const ofChain = `(select no from log_chain where name = 'req/' || $1)`;
    return {
      request: await rows('select to_json(r) as row from request r where id = $1'),
      chain: await rows(`select to_json(c) as row from log_chain c where name = 'req/' || $1`),
      waiting: await rows(`select to_json(o) as row from log_outbox o where chain = ${ofChain}`),
      leaves: await rows(`select to_json(l) as row from log_leaf l where chain = ${ofChain}`),
    };
  }

  /** As whoever has the whole catalogue does it: the row and everything that the catalogue knows of its records. */
  async function setBack(id: string, { request, chain, waiting, leaves }: Snapshot): Promise<void> {
    const ofChain = `(select no from log_chain where name = 'req/' || $1)`;
    await run(`delete from log_outbox where chain = ${ofChain}`, id);
    await run(`delete from log_leaf where chain = ${ofChain}`, id);
    await run(
      `update request r set state = o.state, revision = o.revision, closing = o.closing, expires_at_ms = o.expires_at_ms
        from json_populate_recordset(null::request, $1) o where r.id = o.id`,
      request,
    );
    await run(
      `update log_chain c set seq = o.seq, digest = o.digest
        from json_populate_recordset(null::log_chain, $1) o where c.no = o.no`,
      chain,
    );
    await run(
      `insert into log_outbox overriding system value
        select * from json_populate_recordset(null::log_outbox, $1)`,
      waiting,
    );
    await run('insert into log_leaf select * from json_populate_recordset(null::log_leaf, $1)', leaves);
  }
});

describe('when a request was altered', () => {
  let id: string;
  beforeAll(async () => {
    id = await filedId();
    await run(`update request set to_ms = to_ms + 1 where id = $1`, id);
  });

  it('takes no step of it, so that no record makes it true, and keeps what it holds', async () => {
    const custodian = await api.as('custodian', 'decider');
    const steps = [
      await custodian.post(`/api/requests/${id}/decision`, { verdict: 'approved' }),
      await officer.post(`/api/requests/${id}/closing`, { outcome: 'withdrawn' }),
    ];
    expect(steps.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'request-altered'],
      [409, 'request-altered'],
    ]);
    const holds = await run('select released_at_ms from hold where request_id = $1', id);
    expect(holds.rows).toEqual([{ released_at_ms: null }]);
  });

  it('says so as problem+json, and names the member', async () => {
    const { status, headers, body } = await officer.get(`/api/requests/${id}`);
    expect([status, headers.get('content-type')]).toEqual([409, 'application/problem+json; charset=utf-8']);
    expect(body.detail).toContain('(t1)');
  });

  it('shows its words in the inbox, and nothing of its footage', async () => {
    const custodian = await api.as('custodian', 'decider');
    const { body } = await custodian.get('/api/inbox');
    const { waiting } = body as unknown as { waiting: { id: string; effectiveScope: object[] }[] };
    expect(waiting.find((each) => each.id === id)?.effectiveScope).toEqual([]);
  });

  it('tells auditors once, and admins until a day has gone by', async () => {
    await officer.get(`/api/requests/${id}`);
    const events = (await custodyOf(api.database.pool, 'request-altered')).filter(
      ({ requestId }) => requestId === id,
    );
    expect(events).toMatchObject([{ requestId: id, detail: { member: 't1' } }]);
    const need = factsNeed(() => new AlteredFacts(api.database.db, api.clock, silentLog, aScribe()).count());
    expect(await need.check()).toMatchObject([{ code: 'facts-altered' }]);
  });

  it('refuses what other reasons refuse as before', async () => {
    expect((await ways(id)).still).toBe('request-not-approved');
    const stranger = await api.as('officer', 'stranger');
    expect((await stranger.get(`/api/requests/${id}`)).body.code).toBe('request-not-found');
  });
});

it('ends the building of an export of it, under its name', async () => {
  const id = await approvedId();
  const { body } = await officer.post(`/api/requests/${id}/exports`);
  const exportId = body.id as ExportId;
  await run(`update request set from_ms = from_ms - 1 where id = $1`, id);
  const { exports, footage, checkedRequests, users, marks } = api.deps;
  await buildExport(
    {
      ...{
        exports,
        footage,
        store: api.store,
        timeZone: 'UTC',
        agency: {},
        clock: api.clock,
        log: silentLog,
      },
      printer: { print: () => Promise.reject(new Error('nothing is printed')) },
      pictureAt: async () => undefined,
      requestOf: requestFacts(checkedRequests, users, marks),
      isLive: isLiveIn(checkedRequests, api.clock),
      ...exportSealing(api),
    },
    exportId,
  );
  expect(await exports.byId(exportId)).toMatchObject({
    state: 'failed',
    failure: 'request-altered',
  });
});

it('opens what is lawful while steps are taken and sealed', async () => {
  const id = await filedId();
  const looks: string[] = [];
  let isOver = false;
  const checked = checkedRequestsIn(api.database.db, api.clock, room.log);
  const looking = (async () => {
    while (!isOver) looks.push((await checked.byId(id as RequestId))?.difference ?? 'same');
  })();
  await seal();
  await decided(api, id, { verdict: 'approved' });
  await seal();
  await officer.post(`/api/requests/${id}/closing`, { outcome: 'found' });
  await seal();
  isOver = true;
  await looking;
  expect(new Set(looks)).toEqual(new Set(['same']));
});

describe('when a host has no key of the log', () => {
  it('checks what waits, and says of what is sealed that it cannot, not that it was altered', async () => {
    const id = (await approvedId()) as RequestId;
    const keyless = () => checkedRequestsIn(api.database.db, api.clock);
    expect(await keyless().byId(id)).toMatchObject({ difference: undefined });
    await seal();
    await expect(keyless().byId(id)).rejects.toThrow(
      expect.objectContaining({ kind: 'unavailable', code: 'log-key-not-here' }) as Error,
    );
    const noted = await api.database.pool.query('select from altered_fact where subject = $1', [id]);
    expect(noted.rowCount).toBe(0);
  });
});

describe('when an earlier version left requests without records', () => {
  it('opens them once they are adopted', async () => {
    const id = await approvedId();
    await run(`delete from log_outbox o using log_chain c where c.no = o.chain and c.name = $1`, `req/${id}`);
    await run('delete from log_chain where name = $1', `req/${id}`);
    await adoptRequests(api.database.db, aScribe(api.clock), silentLog);
    const fresh = checkedRequestsIn(api.database.db, api.clock, room.log);
    expect((await fresh.byId(id as RequestId))?.difference).toBeUndefined();
    expect(await pendingRecords(api.database.db, `req/${id}`)).toMatchObject([
      { type: 'req', act: 'approve', adopted: 1, role: 'service', state: 'approved' },
    ]);
    expect(await adoptRequests(api.database.db, aScribe(api.clock), silentLog)).toBe(0);
  });
});
