import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureSite } from '../../../src/adapters/postgres/camera/sites.ts';
import { PostgresHeartbeatRepository } from '../../../src/adapters/postgres/operations/heartbeat-repository.ts';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { PostgresWardBook } from '../../../src/adapters/postgres/ward/ward-book.ts';
import { dayMs, minuteMs, newId, type SiteId, silentLog } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import type { CameraMove } from '../../../src/discovery/index.ts';
import { lack, type Need } from '../../../src/operations/index.ts';
import {
  createClockTrust,
  expireSite,
  planExpiry,
  planSiteExpiry,
  type RetentionPolicy,
} from '../../../src/retention/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { noonMs, site, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from '../api/ward-footage.ts';

const otherSite = 'khu-pho-7' as SiteId;
const sites = [site, otherSite] as const;
const at = (ms: number): string => new Date(ms).toISOString();

let postgres: TestPostgres;
/** An api of each site, on one catalogue. */
let here: TestApi;
let there: TestApi;
const cameras = new Map<SiteId, FilmedCamera>();
let admin: Client;
let custodian: Client;
let auditorThere: Client;

beforeAll(async () => {
  postgres = await startPostgres();
  here = await startApi(postgres);
  Object.assign(here.deps.settings.retention, { delayMs: minuteMs });
  const { db, url } = here.database;
  await new PostgresWardBook(db).begin({ id: newId('ward', 0), name: 'Cẩm Thịnh', begunAtMs: 0 }, site);
  await ensureSite(db, otherSite);
  const { settings, importSealer } = here.deps;
  there = await startApi(postgres, { settings: { ...settings, site: otherSite }, importSealer }, url);
  const neighbourhoodId = await aNeighbourhood(here, 'Khu phố 7');
  for (const siteId of sites)
    cameras.set(siteId, await aCamera(here, { name: `Cột ${siteId}`, neighbourhoodId, siteId }));
  admin = await here.as('admin');
  custodian = await here.as('custodian');
  auditorThere = await there.as('auditor');
});
afterAll(async () => {
  await there.close();
  await here.close();
  await postgres.stop();
});

/** A field of what a path answers. */
async function shown(client: Client, path: string, field: string): Promise<unknown> {
  const { bytes } = await client.get(path);
  return (JSON.parse(bytes.toString()) as Record<string, unknown>)[field];
}
/** Past the delay of what was set. */
const passDelay = () => {
  for (const { clock } of [here, there]) clock.atMs += 2 * minuteMs;
};
const cameraAt = (siteId: SiteId): FilmedCamera => {
  const camera = cameras.get(siteId);
  if (!camera) throw new Error(`no camera at ${siteId}`);
  return camera;
};
/** Segments that are left and not marked, by their site. */
async function left(): Promise<Record<string, number>> {
  const { rows } = await here.database.pool.query<{ site: string; count: number }>(
    `select c.site_id as site, count(*)::int as count from segment s join camera c on c.id = s.camera_id
      where s.deletion_id is null group by 1`,
  );
  return Object.fromEntries(rows.map(({ site: of, count }) => [of, count]));
}
/** What a worker of the site does every ten minutes. */
async function expiryRuns(siteId: SiteId, atMs: number): Promise<void> {
  const clock = { nowMs: () => atMs, monotonicMs: () => atMs };
  const { expiryClock: book, settings } = here.deps;
  const { retention: terms } = settings;
  const sync = { state: async () => 'synchronised' as const };
  const clockTrust = createClockTrust({ clock, sync, book, siteId, delayMs: terms.delayMs });
  const deletions = new PostgresDeletionRepository(here.database.db, aScribe());
  const given = { ...here.deps, clock, terms, clockTrust, book: deletions, store: here.store };
  const deps = { ...given, log: silentLog, deleteSoon: async () => {} };
  await planSiteExpiry(deps, { siteId, store: 'memory' });
  await expireSite(deps, { siteId, store: 'memory' });
}

describe('when an admin sets the policy at one site', () => {
  it('is that of the ward: shown at the other, and planned at both', async () => {
    here.queue.added.length = 0;
    const policy = { days: 30, minimumDays: 7 };
    expect((await admin.call('PUT', '/api/retention', policy)).status).toBe(200);
    expect((await auditorThere.get('/api/retention')).body).toMatchObject({ policy });
    expect(here.queue.added.filter(({ name }) => name === 'plan-expiry')).toEqual(
      [otherSite, site].map((siteId) => ({ name: 'plan-expiry', payload: { siteId } })),
    );
  });

  it('may name a camera of either', async () => {
    const days = sites.map((siteId) => ({ cameraId: cameraAt(siteId).id, days: 30 }));
    const policy = { days: 30, minimumDays: 7, cameras: days };
    expect((await admin.call('PUT', '/api/retention', policy)).status).toBe(200);
    passDelay();
    expect(await shown(auditorThere, '/api/retention', 'waiting')).toEqual([]);
  });

  it('waits at both when it shortens, and a custodian at either stops it', async () => {
    const shorter = { days: 8, minimumDays: 7 };
    expect((await admin.call('PUT', '/api/retention', shorter)).status).toBe(200);
    expect(await shown(auditorThere, '/api/retention', 'waiting')).toMatchObject([{ of: 'policy' }]);
    const custodianThere = await there.as('custodian', 'custodian-there');
    const stopped = await custodianThere.post('/api/retention/stop', { of: 'policy' });
    expect(stopped.body).toEqual({ waiting: [] });
    expect((await admin.get('/api/retention')).body).toMatchObject({ policy: { days: 30 }, waiting: [] });
  });
});

describe('when a hold is placed at one site', () => {
  it('binds cameras of both, and is listed and released at the other', async () => {
    const officer = await here.as('officer');
    const { body: hold } = await officer.post('/api/holds', {
      cameras: sites.map((siteId) => cameraAt(siteId).id),
      from: at(noonMs - 60_000),
      to: at(noonMs),
      caseNumber: 'VV-1',
      reason: 'A motorbike was taken',
      reviewAt: at(noonMs + dayMs),
    });
    const judge = await there.as('custodian', 'custodian-of-holds');
    expect(await shown(judge, '/api/holds', 'holds')).toMatchObject([{ id: hold.id }]);
    const release = { reason: 'The case is closed now' };
    expect((await judge.post(`/api/holds/${hold.id}/release`, release)).status).toBe(200);
    expect(await shown(officer, '/api/holds', 'holds')).toMatchObject([{ release }]);
  });
});

describe('when the clock of one site is doubtful', () => {
  it('is shown and confirmed at the other, and stopped at either', async () => {
    const verdict = { isTrusted: false, code: 'clock-stepped', message: 'It stepped.' } as const;
    const { expiryClock } = here.deps;
    await expiryClock.keep(otherSite, { judgedAtMs: noonMs, verdict }, dayMs);
    expect(await shown(admin, '/api/retention', 'clock')).toMatchObject({ site: otherSite, ...verdict });
    const confirmed = await admin.post(`/api/retention/clock?site=${otherSite}`);
    expect(confirmed.body).toMatchObject({ waiting: [{ of: 'clock', site: otherSite }] });
    expect((await expiryClock.status(site))?.confirmation).toBeUndefined();
    expect((await custodian.post('/api/retention/stop', { of: 'clock' })).body).toEqual({ waiting: [] });
    await expiryClock.keep(otherSite, { judgedAtMs: noonMs, verdict: { isTrusted: true } }, undefined);
  });
});

describe('when footage of two sites expires', () => {
  const old = noonMs - 600_000;
  const policy: RetentionPolicy = {
    days: 30,
    neighbourhoods: [],
    cameras: [],
    minimumDays: 0,
    requireClockSync: false,
  };

  it('keeps a quota over both: the oldest go first, each marked by its own site, in either order', async () => {
    for (const siteId of sites) await filmed(here, cameraAt(siteId), { fromMs: old, count: 4 });
    const book = new PostgresDeletionRepository(here.database.db, aScribe());
    const stored = await book.storedBytes('memory');
    const deps = { book, holds: here.deps.holds, clock: here.clock };
    const quota = { ...policy, quotaBytes: stored / 2 };
    await planExpiry(deps, { siteId: otherSite, store: 'memory' }, quota);
    expect(await left()).toEqual({ [site]: 4, [otherSite]: 2 });
    for (const siteId of [site, otherSite, site]) await planExpiry(deps, { siteId, store: 'memory' }, quota);
    expect(await left()).toEqual({ [site]: 2, [otherSite]: 2 });
    expect(await book.storedBytes('memory')).toBe(stored / 2);
    for (const siteId of sites)
      expect(await book.unfinished({ siteId, store: 'memory' })).toMatchObject([{ hasBegun: false }]);
  });

  it('is deleted by the worker of its own site alone, with a receipt that both sites show', async () => {
    const laterMs = noonMs + 31 * dayMs;
    await expiryRuns(otherSite, laterMs);
    expect(await left()).toEqual({ [site]: 2 });
    await expiryRuns(site, laterMs);
    expect(await left()).toEqual({});
    const receipts = await shown(auditorThere, '/api/retention/receipts', 'receipts');
    expect(receipts).toHaveLength(4);
    expect(await shown(admin, '/api/retention/receipts', 'receipts')).toEqual(receipts);
  });
});

describe('when a map is brought at one site', () => {
  const road = {
    type: 'Feature',
    properties: { kind: 'street', name: 'Đường Trần Phú' },
    geometry: {
      type: 'LineString',
      coordinates: [
        [107.27, 21.01],
        [107.28, 21.01],
      ],
    },
  };
  const map = JSON.stringify({ type: 'FeatureCollection', features: [road] });

  it('is that of the ward, and brought again at the other it stays one shape', async () => {
    const geojson = { 'content-type': 'application/geo+json' };
    const technicianThere = await there.as('technician', 'technician-there');
    for (const technician of [await here.as('technician'), technicianThere])
      expect((await technician.call('POST', '/api/map', map, geojson)).body).toMatchObject({ kept: 1 });
    for (const client of [custodian, auditorThere])
      expect(await shown(client, '/api/map', 'features')).toHaveLength(1);
    const places = await shown(auditorThere, '/api/places?q=tran%20phu', 'places');
    expect(places).toMatchObject([{ kind: 'street', name: 'Đường Trần Phú' }]);
  });

  it('has one neighbourhood of a name, with the cameras of both', async () => {
    const technicianThere = await there.as('technician', 'technician-of-names');
    const taken = await technicianThere.post('/api/neighbourhoods', { name: 'Khu phố 7' });
    expect(taken.body).toMatchObject({ code: 'neighbourhood-name-taken' });
    expect(await shown(custodian, '/api/ledger', 'neighbourhoods')).toMatchObject([{ cameras: 2 }]);
    const found = await shown(auditorThere, '/api/places?q=cot', 'places');
    expect(found).toHaveLength(2);
  });
});

describe('when a technician works at one site', () => {
  it('sees what the cameras of both lack', async () => {
    const technician = await there.as('technician', 'technician-who-visits');
    for (const { streamId } of cameras.values())
      await there.database.pool.query(`insert into gap values ($1, $2, null, 'offline')`, [
        streamId,
        there.clock.atMs - minuteMs,
      ]);
    const groups = (await shown(technician, '/api/health/cameras', 'neighbourhoods')) as {
      visits: object[];
    }[];
    expect(groups.flatMap(({ visits }) => visits)).toHaveLength(2);
  });

  it.each(sites)('has a camera of %s tried again by the workers of that site', async (siteId) => {
    const technician = await there.as('technician', `technician-for-${siteId}`);
    there.queue.added.length = 0;
    const { id, streamId } = cameraAt(siteId);
    expect((await technician.post(`/api/cameras/${id}/retry`)).status).toBe(204);
    expect(there.queue.added).toEqual([{ name: 'record-camera', payload: { siteId, streamId } }]);
  });

  it('decides on a device that claims to be a camera of the other, whose workers then record it', async () => {
    const technician = await there.as('technician', 'technician-who-decides');
    const { id: cameraId, streamId } = cameraAt(site);
    const id = newId('move', noonMs);
    const move: CameraMove = {
      ...{ id, cameraId, address: '192.0.2.66', doubt: 'unproven', differences: [] },
      ...{ found: { xaddrs: ['http://192.0.2.66/'], scopes: [] }, seenAtMs: there.clock.atMs },
    };
    await there.deps.moves.keep(move, custodyEvent({ nowMs: noonMs }, 'camera-doubted', { cameraId }));
    expect(await shown(technician, '/api/moves', 'moves')).toMatchObject([{ id }]);
    expect((await technician.post(`/api/moves/${id}/accept`)).status).toBe(204);
    expect(there.queue.added.at(-1)).toEqual({ name: 'record-camera', payload: { siteId: site, streamId } });
  });

  it('has the workers of the other look for its cameras, and none where there is no such site', async () => {
    const technician = await there.as('technician', 'technician-who-looks');
    const { body, status } = await technician.post('/api/discoveries', { site });
    expect(status).toBe(202);
    const payload = { siteId: site, discoveryId: body.id };
    expect(there.queue.added.at(-1)).toEqual({ name: 'discover-cameras', payload });
    const nowhere = await technician.post('/api/discoveries', { site: 'nowhere' });
    expect(nowhere.body).toMatchObject({ code: 'unknown-site', field: 'site' });
  });

  it('has an import done at the site where it was brought', async () => {
    const [one, other] = [
      await here.as('technician', 'technician-who-brings'),
      await there.as('technician', 'technician-who-runs'),
    ];
    const csv = 'name,neighbourhood,stream_url\nNgõ 5,Khu phố 7,rtsp://192.0.2.8/1\n';
    const { body } = await one.call('POST', '/api/imports', csv, { 'content-type': 'text/csv' });
    expect((await other.post(`/api/imports/${body.id}/run`)).status).toBe(202);
    const payload = { siteId: site, importId: body.id };
    expect(there.queue.added.at(-1)).toEqual({ name: 'import-cameras', payload });
  });
});

describe('when an admin looks at the queues', () => {
  it('sees those of both sites, and one for what is done once for the ward', async () => {
    const queues = (await shown(admin, '/api/queues', 'queues')) as { queue: string; site?: string }[];
    const named = (job: string) => queues.filter(({ queue }) => queue.split('.')[0] === job);
    expect(named('plan-expiry').map(({ site: of }) => of)).toEqual([otherSite, site]);
    expect(named('build-export')).toMatchObject([{ queue: 'build-export' }]);
  });
});

describe('when a technician looks at the system', () => {
  it('shows the ward, its sites, and which of them lacks workers', async () => {
    const lacks = [lack('worker-missing', 'no worker', { site: otherSite })];
    const lesserNeeds: Need[] = [{ name: 'worker:record', check: async () => lacks }];
    const beat = { worker: 'node_1/1', host: 'may-1', site, roles: ['record'], isDiskLow: false };
    const beats = new PostgresHeartbeatRepository(here.database.db);
    await beats.beat({ ...beat, jobs: {}, eventLoopLagMs: 1 });
    const { settings } = here.deps;
    const watching = await startApi(postgres, { settings, lesserNeeds }, here.database.url);
    const technician = await watching.as('technician', 'technician-of-the-system');
    expect(await shown(technician, '/api/system', 'ward')).toEqual({
      name: 'Cẩm Thịnh',
      sites: [
        { site: otherSite, workers: 0, missing: ['record'] },
        { site, workers: 1, missing: [] },
      ],
    });
    await watching.close();
  });
});
