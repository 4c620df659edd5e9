import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { dayMs, type SiteId, silentLog } from '../../../src/core/index.ts';
import { expireSegments, planExpiry } from '../../../src/retention/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from '../api/ward-footage.ts';

const site = 'ward' as SiteId;
const at = (ms: number): string => new Date(ms).toISOString();

let postgres: TestPostgres;
let api: TestApi;
let camera: FilmedCamera;
let neighbourhoodId: string;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  const neighbourhood = await aNeighbourhood(api, 'Khu 7');
  neighbourhoodId = neighbourhood;
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId: neighbourhood });
  await filmed(api, camera, { fromMs: noonMs - 600_000, count: 3 });
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const jsonOf = (answer: { bytes: Buffer }) => JSON.parse(answer.bytes.toString()) as Record<string, unknown>;
const recorded = (event: string) => custodyOf(api.database.pool, event);

describe('when no policy was ever set', () => {
  it('says so, and the forecast does', async () => {
    const admin = await api.as('admin');
    expect(jsonOf(await admin.get('/api/retention'))).toEqual({
      now: at(noonMs),
      floorSeconds: 604_800,
      delaySeconds: 86_400,
      waiting: [],
      clock: { isTrusted: true },
    });
    expect(jsonOf(await admin.get('/api/retention/forecast'))).toMatchObject({ conflicts: ['no-policy'] });
  });
});

describe('when an admin sets a policy', () => {
  it('shows beforehand what it would come to', async () => {
    const admin = await api.as('admin');
    const policy = { days: 30, minimumDays: 7, quotaBytes: 1 };
    const { status, body } = await admin.post('/api/retention/forecast', policy);
    expect(status).toBe(200);
    expect(body).toMatchObject({ conflicts: ['quota-shortens', 'quota-below-floor'], capacityBytes: 1 });
    expect(jsonOf(await admin.get('/api/retention'))).not.toHaveProperty('policy');
  });

  it('is shown, recorded, and planned at once', async () => {
    const admin = await api.as('admin');
    const policy = { days: 30, minimumDays: 7, neighbourhoods: [{ neighbourhoodId, days: 14 }] };
    const { status } = await admin.call('PUT', '/api/retention', policy);
    expect(status).toBe(200);
    const auditor = await api.as('auditor');
    expect(jsonOf(await auditor.get('/api/retention'))).toMatchObject({ policy, setAt: at(noonMs) });
    expect(await recorded('retention-policy-set')).toMatchObject([{ role: 'admin' }]);
    expect(api.queue.added.at(-1)).toEqual({ name: 'plan-expiry', payload: { siteId: 'ward' } });
  });

  it('is refused with the field at fault', async () => {
    const admin = await api.as('admin');
    const unknown = { cameraId: camera.streamId, days: 9 };
    const { status, body } = await admin.call('PUT', '/api/retention', {
      days: 30,
      minimumDays: 7,
      cameras: [{ cameraId: camera.id, days: 8 }, unknown],
    });
    expect({ status, code: body.code, field: body.field }).toEqual({
      status: 400,
      code: 'unknown-camera',
      field: 'cameras.1',
    });
  });
});

describe('when an officer places a hold', () => {
  const held = () => ({
    cameras: [camera.id],
    from: at(noonMs - 600_000),
    to: at(noonMs - 599_000),
    caseNumber: 'PC-7',
    reason: 'A motorbike was taken',
    reviewAt: at(noonMs + 7 * dayMs),
  });

  it('is recorded and listed, and only the custodian ends it', async () => {
    const officer = await api.as('officer');
    const { status, body } = await officer.post('/api/holds', held());
    expect(status).toBe(201);
    expect(body).toMatchObject({ rescued: 0, tooLate: 0, isReviewDue: false });
    expect(await recorded('hold-placed')).toMatchObject([
      { role: 'officer', detail: { holdId: body.id, caseNumber: 'PC-7' } },
    ]);
    const release = { reason: 'The case is closed now' };
    for (const role of ['officer', 'admin'] as const)
      expect((await (await api.as(role)).post(`/api/holds/${body.id}/release`, release)).status).toBe(403);
    const custodian = await api.as('custodian');
    const reviewAt = at(noonMs + 30 * dayMs);
    expect((await custodian.post(`/api/holds/${body.id}/review`, { reviewAt })).body).toMatchObject({
      reviewAt,
    });
    expect((await custodian.post(`/api/holds/${body.id}/release`, release)).body).toMatchObject({
      release: { at: at(noonMs), reason: release.reason },
    });
    expect((await custodian.post(`/api/holds/${body.id}/release`, release)).body.code).toBe('hold-released');
    expect((await custodian.post('/api/holds/hld_nothing/release', release)).body.code).toBe(
      'hold-not-found',
    );
    expect(await recorded('hold-released')).toHaveLength(1);
  });

  it('shows that its review is due, and keeps it', async () => {
    const custodian = await api.as('custodian');
    await custodian.post('/api/holds', held());
    api.clock.atMs = noonMs + 8 * dayMs;
    const later = await api.as('custodian');
    const { holds } = jsonOf(await later.get('/api/holds')) as {
      holds: { isReviewDue: boolean; release?: object }[];
    };
    expect(
      holds.map(({ isReviewDue, release }) => ({ isReviewDue, isReleased: release !== undefined })),
    ).toEqual([
      { isReviewDue: true, isReleased: false },
      { isReviewDue: false, isReleased: true },
    ]);
    api.clock.atMs = noonMs;
  });
});

describe('when footage has expired', () => {
  it('gives a receipt, page by page, and no longer finds it', async () => {
    const { db } = api.database;
    const book = new PostgresDeletionRepository(db, aScribe());
    const siteStore = { siteId: site, store: 'memory' };
    const policy = { days: 1, neighbourhoods: [], cameras: [], minimumDays: 0, requireClockSync: false };
    const clock = { nowMs: () => noonMs + 2 * dayMs, monotonicMs: () => 0 };
    await planExpiry({ book, holds: api.deps.holds, clock }, siteStore, policy);
    await expireSegments({ book, store: api.store, clock, log: silentLog }, siteStore, { mayBegin: true });
    const auditor = await api.as('auditor');
    const { receipts } = jsonOf(await auditor.get('/api/retention/receipts')) as { receipts: object[] };
    // The first of three is held.
    expect(receipts).toMatchObject([{ cause: 'days', cameras: 1, segments: 2, objects: 8 }]);
    const before = encodeURIComponent(at(noonMs));
    expect(jsonOf(await auditor.get(`/api/retention/receipts?before=${before}`))).toEqual({ receipts: [] });
    const range = `from=${encodeURIComponent(at(noonMs - 600_000))}&to=${encodeURIComponent(at(noonMs - 564_000))}`;
    const found = jsonOf(await auditor.get(`/api/footage?camera=${camera.id}&${range}`)) as {
      cameras: { spans: object[]; gaps: object[] }[];
    };
    expect(found.cameras[0]).toMatchObject({
      spans: [{ from: at(noonMs - 600_000), to: at(noonMs - 588_000) }],
      gaps: [{ from: at(noonMs - 588_000), to: at(noonMs - 564_000), reason: 'expired' }],
    });
  });
});

describe('when expiry refuses the clock', () => {
  it('shows why, and a confirmation counts only after the delay', async () => {
    const verdict = {
      isTrusted: false,
      code: 'clock-stepped',
      message: 'The clock stepped by 3600 s.',
    } as const;
    await api.deps.expiryClock.keep(site, { judgedAtMs: noonMs, verdict }, 3_600_000);
    const admin = await api.as('admin');
    expect(jsonOf(await admin.get('/api/retention'))).toMatchObject({
      clock: { ...verdict, judgedAt: at(noonMs) },
    });
    expect((await api.deps.expiryClock.read(site)).memory).toEqual({ steppedByMs: 3_600_000 });
    expect((await admin.post('/api/retention/clock')).body).toMatchObject({
      clock: { isTrusted: false },
      waiting: [{ of: 'policy' }, { of: 'clock', countsFrom: at(noonMs + dayMs) }],
    });
    const confirmedAtMs = noonMs;
    expect((await api.deps.expiryClock.read(site)).memory).toEqual({ steppedByMs: 3_600_000, confirmedAtMs });
    expect(await recorded('clock-confirmed')).toHaveLength(1);
  });
});
