import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresPartitions } from '../../../src/adapters/postgres/ingest/partitions.ts';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { dayMs, hourMs, silentLog } from '../../../src/core/index.ts';
import {
  createClockTrust,
  createCountWatch,
  planExpiry,
  planSiteExpiry,
} from '../../../src/retention/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { noonMs, site, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from '../api/ward-footage.ts';

const at = (ms: number): string => new Date(ms).toISOString();
const floorMs = 60_000;
const delayMs = hourMs;
const long = { days: 30, minimumDays: 7 };
const anHour = { days: 1 / 24, minimumDays: 1 / 24 };

let postgres: TestPostgres;
let api: TestApi;
let camera: FilmedCamera;
/** Each signs in once: a code of an authenticator app serves once. */
let admin: Client;
let custodian: Client;
let auditor: Client;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  Object.assign(api.deps.settings.retention, { floorMs, delayMs });
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId: await aNeighbourhood(api, 'Khu 7') });
  await filmed(api, camera, { fromMs: noonMs - 600_000, count: 3 });
  [admin, custodian, auditor] = [await api.as('admin'), await api.as('custodian'), await api.as('auditor')];
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const jsonOf = (answer: { bytes: Buffer }) => JSON.parse(answer.bytes.toString()) as Record<string, unknown>;
const setPolicy = (policy: object) => admin.call('PUT', '/api/retention', policy);
const retention = async () => jsonOf(await auditor.get('/api/retention'));

async function letters(): Promise<{ to: string; subject: string; text: string }[]> {
  const { rows } = await api.database.pool.query<{ name: string; letter: { subject: string; text: string } }>(
    `select u.name, n.letter from notification n join app_user u on u.id = n.user_id
      where n.kind = 'footage-expires-sooner' order by n.due_at_ms, u.name`,
  );
  return rows.map(({ name, letter }) => ({ to: name, ...letter }));
}

/** Each look answers whether it asked for expiry. */
function aCountWatch(expireSoon = async () => {}): () => Promise<boolean> {
  let asked = false;
  const look = createCountWatch({
    ...api.deps,
    terms: api.deps.settings.retention,
    expireSoon: async () => {
      await expireSoon();
      asked = true;
    },
  });
  return async () => {
    asked = false;
    await look();
    return asked;
  };
}

/** What a worker does every ten minutes; the number of segments that are marked after it. */
async function expiryRuns(atMs: number): Promise<number> {
  api.clock.atMs = atMs;
  const book = new PostgresDeletionRepository(api.database.db, aScribe());
  const deps = {
    ...api.deps,
    book,
    terms: api.deps.settings.retention,
    clockTrust: createClockTrust({
      clock: api.clock,
      sync: { state: async () => 'stated' as const },
      book: api.deps.expiryClock,
      siteId: site,
      delayMs,
    }),
    store: api.store,
    log: silentLog,
    deleteSoon: async () => {},
  };
  await planSiteExpiry(deps, { siteId: site, store: 'memory' });
  const { rows } = await api.database.pool.query<{ count: number }>(
    'select count(*)::int as count from segment where deletion_id is not null',
  );
  return rows[0]?.count ?? 0;
}

describe('when one admin would empty the store', () => {
  it.each([
    [{ days: 0.0001, minimumDays: 0 }, 'days'],
    [{ days: 30, minimumDays: 0 }, 'minimumDays'],
  ])('refuses what is below the floor, set or only forecast: %j', async (policy, field) => {
    for (const answer of [await setPolicy(policy), await admin.post('/api/retention/forecast', policy)])
      expect([answer.status, answer.body.code, answer.body.field]).toEqual([
        400,
        'retention-below-floor',
        field,
      ]);
    expect(await retention()).toMatchObject({ floorSeconds: 60, delaySeconds: 3_600, waiting: [] });
  });
});

describe('when the first policy is set', () => {
  it('expires nothing until the delay is over, and says so', async () => {
    await setPolicy(long);
    const [waiting] = (await retention()).waiting as object[];
    const footage = { segments: 0, cameras: 0, hours: 0, sizeBytes: 0 };
    expect(waiting).toMatchObject({ of: 'policy', countsFrom: at(noonMs + delayMs), footage });
    api.clock.atMs = noonMs + delayMs;
    expect(await retention()).toMatchObject({ waiting: [], policy: long, cause: 'set' });
    expect((await letters()).map(({ to }) => to)).toEqual(['custodian']);
  });
});

describe('when an admin shortens retention', () => {
  const setAtMs = noonMs + delayMs;

  it('shows the admin before what custodians will be told, and nothing where nothing expires sooner', async () => {
    api.clock.atMs = setAtMs;
    const foreseen = async (policy: object) =>
      jsonOf(await admin.post('/api/retention/forecast', policy)).shortening;
    const footage = { segments: 3, cameras: 1, hours: 0.01, sizeBytes: expect.any(Number) as number };
    expect(await foreseen(anHour)).toEqual({ countsFrom: at(setAtMs + delayMs), footage });
    expect(await foreseen({ ...long, days: 60 })).toBeUndefined();
  });

  it('tells every custodian and deputy in numbers, by mail, in the inbox and on the page', async () => {
    api.clock.atMs = setAtMs;
    await api.as('technician', 'deputy');
    await custodian.post('/api/deputies', {
      name: 'deputy',
      from: at(setAtMs),
      to: at(setAtMs + 9 * hourMs),
    });
    expect((await setPolicy(anHour)).status).toBe(200);
    const footage = { segments: 3, cameras: 1, hours: 0.01, sizeBytes: expect.any(Number) as number };
    const waiting = [{ of: 'policy', since: at(setAtMs), countsFrom: at(setAtMs + delayMs), footage }];
    expect(await retention()).toMatchObject({ waiting, policy: anHour });
    expect(jsonOf(await custodian.get('/api/inbox'))).toMatchObject({ shortenings: waiting });
    const told = (await letters()).slice(1);
    expect(told.map(({ to }) => to)).toEqual(['custodian', 'deputy']);
    expect(told[0]?.text).toContain('Đoạn ghi / Segments: 3\nCamera: 1\n');
    expect(api.queue.added.slice(-2).map(({ name }) => name)).toEqual(['send-notifications', 'plan-expiry']);
    const set = (await custodyOf(api.database.pool, 'retention-policy-set')).at(-1);
    expect(set?.detail).toMatchObject({ segments: 3, cameras: 1, countsFrom: at(setAtMs + delayMs) });
  });

  it('is stopped by any custodian, and what counted before stays', async () => {
    api.clock.atMs = setAtMs + delayMs - 1;
    const stopped = await custodian.post('/api/retention/stop', { of: 'policy' });
    expect([stopped.status, stopped.body]).toEqual([200, { waiting: [] }]);
    expect(await retention()).toMatchObject({ policy: long, cause: 'stopped' });
    expect(await custodyOf(api.database.pool, 'shortening-stopped')).toMatchObject([
      { role: 'custodian', detail: { of: 'policy', policy: expect.stringContaining('"days":30') as string } },
    ]);
    expect(await expiryRuns(setAtMs + 3 * delayMs)).toBe(0);
    const again = await custodian.post('/api/retention/stop', { of: 'policy' });
    expect([again.status, again.body.code]).toEqual([409, 'nothing-waits']);
  });

  it('is withdrawn by an admin', async () => {
    await setPolicy(anHour);
    expect((await admin.post('/api/retention/stop', { of: 'policy' })).body).toEqual({ waiting: [] });
    expect(await retention()).toMatchObject({ policy: long, cause: 'withdrawn' });
    expect(await custodyOf(api.database.pool, 'shortening-withdrawn')).toHaveLength(1);
  });

  it('expires after the delay what was told, and nothing before it', async () => {
    const againMs = api.clock.atMs;
    const [isCounted, seldomLooks] = [aCountWatch(), aCountWatch()];
    await setPolicy(anHour);
    expect(await isCounted()).toBe(false);
    expect(await expiryRuns(againMs + delayMs - 1)).toBe(0);
    expect(await isCounted()).toBe(false);
    expect(await expiryRuns(againMs + delayMs)).toBe(3);
    expect([await isCounted(), await isCounted()]).toEqual([true, false]);
    // Set and counted between two looks.
    expect([await seldomLooks(), await seldomLooks()]).toEqual([true, false]);
  });

  it('expires also what was committed only after it counted', async () => {
    await setPolicy(long);
    const isCounted = aCountWatch();
    const setAtMs = api.clock.atMs;
    api.clock.atMs = setAtMs + delayMs + 1;
    await isCounted();
    api.clock.atMs = setAtMs;
    await setPolicy(anHour);
    api.clock.atMs = setAtMs + delayMs + 2;
    expect([await isCounted(), await isCounted()]).toEqual([true, false]);
    await setPolicy(long);
  });

  it('is asked for again while asking for it fails', async () => {
    const setAtMs = api.clock.atMs;
    let isQueueAway = true;
    const isCounted = aCountWatch(async () => {
      if (isQueueAway) throw new Error('no queue');
    });
    await setPolicy(anHour);
    api.clock.atMs = setAtMs + delayMs;
    await expect(isCounted()).rejects.toThrow('no queue');
    isQueueAway = false;
    expect([await isCounted(), await isCounted()]).toEqual([true, false]);
    await setPolicy(long);
  });

  it('saves what is marked at once when retention is lengthened', async () => {
    await setPolicy(long);
    expect(await retention()).toMatchObject({ waiting: [] });
    expect(await expiryRuns(api.clock.atMs)).toBe(0);
  });

  it('saves also from an expiry that was planned before: it marks nothing more', async () => {
    const { policies, holds } = api.deps;
    const version = (await policies.history(api.clock.atMs)).at(-1)?.version ?? 0;
    const deps = {
      book: new PostgresDeletionRepository(api.database.db, aScribe()),
      holds,
      clock: api.clock,
    };
    const policy = { ...anHour, neighbourhoods: [], cameras: [], requireClockSync: false };
    const plannedBy = (planned: number) =>
      planExpiry(deps, { siteId: site, store: 'memory' }, policy, planned);
    expect(await plannedBy(version - 1)).toMatchObject({ days: 0, quota: 0 });
    expect(await plannedBy(version)).toMatchObject({ days: 3 });
    await setPolicy(long);
  });

  it('is refused to one of two admins who change it at the same time', async () => {
    const put = (days: number) => admin.call('PUT', '/api/retention', { days, minimumDays: 7 });
    const answers = await Promise.all([put(40), put(41), put(42), put(43)]);
    const codes = new Set(answers.map(({ status, body }) => (status === 200 ? 'set' : body.code)));
    expect(codes).toContain('set');
    expect([...codes].filter((code) => code !== 'set' && code !== 'retention-changed')).toEqual([]);
  });
});

describe('when the quota is lowered', () => {
  it('tells how much of the oldest goes, never what is younger than the floor', async () => {
    const startMs = api.clock.atMs;
    const { rows } = await api.database.pool.query<{ size: number }>(
      'select size_bytes::int as size from segment',
    );
    const size = rows[0]?.size ?? 0;
    await setPolicy({ days: 30, minimumDays: floorMs / 86_400_000, quotaBytes: size });
    expect(((await retention()).waiting as object[]).at(-1)).toMatchObject({ footage: { segments: 2 } });
    const forecast = jsonOf(await auditor.get('/api/retention/forecast'));
    expect(forecast.conflicts).toContain('quota-shortens');
    expect(await expiryRuns(startMs + delayMs)).toBe(2);
  });
});

describe('when an admin confirms a doubtful clock', () => {
  const verdict = {
    isTrusted: false,
    code: 'clock-stepped',
    message: 'The clock stepped by 3600 s.',
  } as const;

  it('does nothing where expiry trusts it', async () => {
    await admin.post('/api/retention/clock');
    expect(await custodyOf(api.database.pool, 'clock-confirmed')).toEqual([]);
  });

  it('waits, told in numbers, and can be stopped', async () => {
    const doubtedMs = api.clock.atMs;
    await api.deps.expiryClock.keep(site, { judgedAtMs: doubtedMs, verdict }, hourMs);
    const { body } = (await admin.post('/api/retention/clock')) as { body: object };
    expect(body).toMatchObject({ clock: verdict });
    expect((body as { waiting: object[] }).waiting).toMatchObject([
      { of: 'clock', countsFrom: at(doubtedMs + delayMs), footage: { segments: 2, cameras: 1 } },
    ]);
    expect((await letters()).at(-1)?.subject).toContain('Đồng hồ máy chủ');
    expect(await custodyOf(api.database.pool, 'clock-confirmed')).toHaveLength(1);
    expect((await custodian.post('/api/retention/stop', { of: 'clock' })).body).toEqual({ waiting: [] });
    expect(await expiryRuns(doubtedMs + 2 * delayMs)).toBe(0);
    expect(await retention()).toMatchObject({ clock: { isTrusted: false } });
  });

  it('is believed after the delay, and expiry goes on', async () => {
    await admin.post('/api/retention/clock');
    const confirmedMs = api.clock.atMs;
    expect(await expiryRuns(confirmedMs + delayMs - 1)).toBe(0);
    expect(await expiryRuns(confirmedMs + delayMs)).toBe(2);
    expect(await retention()).toMatchObject({ clock: { isTrusted: true }, waiting: [] });
    expect((await api.deps.expiryClock.read(site)).memory).toEqual({ trustedAtMs: confirmedMs + delayMs });
  });
});

describe('when days of footage are counted', () => {
  it('counts whole days by their sums, and is exact at both ends', async () => {
    const { db, pool } = api.database;
    const firstMs = Math.floor(noonMs / dayMs) * dayMs - 6 * dayMs;
    await new PostgresPartitions(db).prepare(firstMs, 6);
    const sky = await aCamera(api, { name: 'Cột 15', neighbourhoodId: await aNeighbourhood(api, 'Khu 8') });
    await pool.query(
      `insert into segment (stream_id, start_ms, end_ms, run_id, seq, epoch, camera_id, store, object_key, size_bytes,
          sha256, media_from_ms, media_to_ms, packets_lost, codec, width, height, init_bytes, keyframes, has_still,
          ingested_at_ms)
        select $1, at, at + 600000, 'run_sky', at / 600000 % 100000, 1, $2, 'memory', 'k', 10, repeat('0', 64), 0, 1, 0, 'avc1',
            1, 1, 1, '\\x00', true, 0
          from generate_series($3::bigint, $4::bigint, 600000) as at`,
      [sky.streamId, sky.id, firstMs, firstMs + 5 * dayMs],
    );
    const [fromMs, toMs] = [firstMs + 7 * hourMs + 1, firstMs + 4 * dayMs + 5 * hourMs - 1];
    const { rows } = await pool.query<{ segments: number }>(
      'select count(*)::int as segments from segment where camera_id = $1 and end_ms > $2 and end_ms <= $3',
      [sky.id, fromMs, toMs],
    );
    const segments = rows[0]?.segments ?? 0;
    expect(segments).toBeGreaterThan(500);
    const counted = await api.deps.counter.count([{ cameraId: sky.id, fromMs, toMs }]);
    expect(counted).toEqual({
      segments,
      cameras: 1,
      durationMs: segments * 600_000,
      sizeBytes: segments * 10,
    });
  });
});
