import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresLeaseRepository } from '../../../src/adapters/postgres/recording/lease-repository.ts';
import { resumeDue } from '../../../src/contributor/index.ts';
import { hourMs, newId } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { noonMs, site, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aCamera, aNeighbourhood, type FilmedCamera } from '../api/ward-footage.ts';

const reason = 'The family moves out';
let postgres: TestPostgres;
let api: TestApi;
let leases: PostgresLeaseRepository;
let custodian: Client;
let camera: FilmedCamera;
let contributorId: string;
let cameras = 0;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  leases = new PostgresLeaseRepository(api.database.db, api.clock, aScribe(api.clock));
  custodian = await api.as('custodian');
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});
beforeEach(async () => {
  api.clock.atMs = noonMs;
  cameras += 1;
  const neighbourhoodId = await aNeighbourhood(api, `Khu phố ${cameras}`);
  camera = await aCamera(api, { name: `gate ${cameras}`, neighbourhoodId });
  contributorId = await aContributor(camera);
});

async function aContributor({ id }: FilmedCamera): Promise<string> {
  const technician = await technicianClient();
  return (await technician.post(`/api/cameras/${id}/contributors`, { name: 'Nguyễn Văn An' })).body.id;
}

let technician: Client | undefined;
async function technicianClient(): Promise<Client> {
  technician ??= await api.as('technician');
  return technician;
}

const pause = (more: object = {}) => custodian.post(`${path()}/pauses`, { contributorId, reason, ...more });
const withdraw = () => custodian.post(`${path()}/withdrawal`, { contributorId, reason });
const resume = () => custodian.delete(`${path()}/pauses/current`);
const path = () => `/api/cameras/${camera.id}`;
const openGap = async () => {
  const { rows } = await api.database.pool.query<{ reason: string; start_ms: number }>(
    'select g.reason, g.start_ms from gap g join stream s on s.id = g.stream_id where s.camera_id = $1 and g.end_ms is null',
    [camera.id],
  );
  return rows[0];
};
const streamId = async () => (await api.deps.cameras.get(camera.id))?.stream.id ?? newId('stream', 0);
const claim = async () => {
  const claimant = { runId: newId('run', noonMs), holder: 'w', nodeId: newId('node', noonMs) };
  return leases.claim(await streamId(), claimant);
};
const recordedOfCamera = async () => {
  const { rows } = await api.database.pool.query<{ event: string }>(
    "select event from custody_event where camera_id = $1 and event like 'camera-%' order by seq",
    [camera.id],
  );
  return rows.map(({ event }) => event);
};

describe('when a contributor wants the camera to rest', () => {
  it('opens a gap at once, takes the lease, and lets nobody claim it', async () => {
    const target = await claim();
    api.clock.atMs += 1_000;
    const answer = await pause();
    expect([answer.status, answer.body]).toEqual([
      201,
      expect.objectContaining({ kind: 'paused', contributorId, reason }),
    ]);
    expect(await openGap()).toEqual({ reason: 'paused', start_ms: noonMs + 1_000 });
    expect(target && (await leases.renew([target.lease])).size).toBe(0);
    expect(await claim()).toBeUndefined();
    expect(await leases.wanted(site)).not.toContain(await streamId());
    const registered = await api.deps.cameras.get(camera.id);
    expect(registered?.recording).toMatchObject({ state: 'off', reason: 'paused' });
  });

  it('is not undone by a technician who turns recording on, nor by another notice', async () => {
    await pause();
    const other = await technicianClient();
    expect((await other.patch(path(), { enabled: true })).status).toBe(200);
    await other.post(`${path()}/notices`, { text: 'Camera', postedOn: '2026-11-01' });
    expect(await claim()).toBeUndefined();
    expect((await openGap())?.reason).toBe('paused');
  });

  it('ends when a custodian says so, and records both', async () => {
    await pause();
    api.clock.atMs += hourMs;
    expect((await resume()).status).toBe(204);
    expect(await openGap()).toEqual({ reason: 'recorder', start_ms: noonMs + hourMs });
    expect(await claim()).toBeDefined();
    expect(await recordedOfCamera()).toEqual(['camera-enrolled', 'camera-paused', 'camera-resumed']);
    expect((await resume()).body.code).toBe('camera-not-paused');
  });

  it('ends when the clock was set back after it began', async () => {
    await pause();
    api.clock.atMs -= 60_000;
    expect((await resume()).status).toBe(204);
    expect(await claim()).toBeDefined();
  });

  it('ends by itself when its time is over', async () => {
    await pause({ until: new Date(noonMs + hourMs).toISOString() });
    api.clock.atMs += hourMs - 1;
    expect(await resumeDue(api.deps)).toEqual([]);
    expect(await claim()).toBeUndefined();
    api.clock.atMs += 1;
    expect(await resumeDue(api.deps)).toEqual([camera.id]);
    expect(await claim()).toBeDefined();
    expect(await resumeDue(api.deps)).toEqual([]);
    expect(await recordedOfCamera()).toEqual(['camera-enrolled', 'camera-paused', 'camera-resumed']);
  });

  it('tells who asked as an id, and keeps names out of what is recorded', async () => {
    await pause();
    const { body } = await custodian.get(`${path()}/pauses`);
    expect(body).toMatchObject({ pauses: [{ contributorId, reason }], contributorIds: [contributorId] });
    const { rows } = await api.database.pool.query('select body from custody_event where camera_id = $1', [
      camera.id,
    ]);
    expect(JSON.stringify(rows)).not.toContain('moves out');
  });

  it.each<[string, object, number, string]>([
    ['a time that is past', { until: new Date(noonMs).toISOString() }, 400, 'pause-end-past'],
    ['no time', { until: 'tomorrow' }, 400, 'instant-invalid'],
    ['no reason', { reason: ' ' }, 400, 'field-invalid'],
    [
      'a contributor of no camera',
      { contributorId: newId('contributor', 0) },
      400,
      'contributor-not-of-camera',
    ],
    ['a contributor that is none', { contributorId: 'x' }, 400, 'contributor-not-of-camera'],
  ])('refuses %s', async (_, more, status, code) => {
    const answer = await pause(more);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await claim()).toBeDefined();
  });

  it('refuses a second pause while one lasts', async () => {
    await pause();
    const again = await pause();
    expect([again.status, again.body.code]).toEqual([409, 'camera-paused']);
  });
});

describe('when a contributor withdraws the camera', () => {
  it('is never recorded again, whoever asks, and whenever', async () => {
    await pause();
    api.clock.atMs += hourMs;
    expect((await withdraw()).status).toBe(201);
    api.clock.atMs += 10 * hourMs;
    for (const call of [resume, pause, withdraw]) {
      const answer = await call();
      expect([answer.status, answer.body.code]).toEqual([409, 'camera-withdrawn']);
    }
    expect(await resumeDue(api.deps)).toEqual([]);
    expect(await claim()).toBeUndefined();
    expect((await openGap())?.reason).toBe('paused');
    expect(await recordedOfCamera()).toEqual(['camera-enrolled', 'camera-paused', 'camera-withdrawn']);
    const { body } = await custodian.get(`${path()}/pauses`);
    const endedAt = new Date(noonMs + hourMs).toISOString();
    expect(body).toMatchObject({ pauses: [{ kind: 'withdrawn' }, { kind: 'paused', endedAt }] });
  });

  it('cannot be ended in the catalogue either', async () => {
    await withdraw();
    const ended = api.database.pool.query(
      "update camera_pause set ended_at_ms = from_ms where kind = 'withdrawn'",
    );
    await expect(ended).rejects.toMatchObject({ code: '23514' });
  });
});

describe('when it is counted how often a camera was looked at', () => {
  const look = (event: 'playlist-issued' | 'still-issued' | 'coverage-shown', at: string) =>
    api.deps.custody.append(custodyEvent({ nowMs: Date.parse(at) }, event, { cameraId: camera.id }));

  beforeEach(async () => {
    await look('playlist-issued', '2026-10-31T16:59:59Z');
    await look('playlist-issued', '2026-10-31T17:00:00Z');
    await look('still-issued', '2026-11-02T08:00:00Z');
    await look('still-issued', '2026-11-03T08:00:00Z');
    await look('coverage-shown', '2026-11-03T08:00:00Z');
  });

  it('counts pictures by month of the site and kind, and nothing else', async () => {
    const { status, body } = await custodian.get(`${path()}/looks`);
    const none = { playback: 0, still: 0, storyboard: 0, download: 0, enrolment: 0 };
    expect([status, body]).toEqual([
      200,
      {
        timeZone: 'Asia/Ho_Chi_Minh',
        months: [
          { month: '2026-11', counts: { ...none, playback: 1, still: 2 } },
          { month: '2026-10', counts: { ...none, playback: 1 } },
        ],
      },
    ]);
  });

  it('answers the contributor on a page that may style itself and do nothing else', async () => {
    const { status, headers, bytes } = await custodian.get(`${path()}/contributor-answer?language=en`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    );
    expect(bytes.toString()).toContain('October 2026');
    expect(bytes.toString()).not.toContain('November 2026');
  });
});
