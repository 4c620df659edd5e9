import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant, minuteMs } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aForm, approved } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const market = { lat: 21.0123, lon: 107.3456 };
const at = (ms: number): string => formatInstant(noonMs + ms);

let postgres: TestPostgres;
let api: TestApi;
let officer: Client;
let corner: FilmedCamera;
let alley: FilmedCamera;
let unplaced: FilmedCamera;

const times = { from: at(-10 * minuteMs), to: at(-5 * minuteMs) };
const ask = (query: Record<string, string>) =>
  officer.get(`/api/footage?${new URLSearchParams({ ...times, ...query }).toString()}`);
const near = (radiusM = '500') => ask({ near: `${market.lat},${market.lon}`, radiusM });

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  const khu7 = await aNeighbourhood(api, 'Khu phố 7');
  const khu8 = await aNeighbourhood(api, 'Khu phố 8');
  alley = await aCamera(api, {
    name: 'Ngõ 5',
    neighbourhoodId: khu7,
    place: { lat: market.lat + 0.001, lon: market.lon, bearingDeg: 0 },
  });
  corner = await aCamera(api, {
    name: 'Cột 14',
    neighbourhoodId: khu8,
    place: { lat: market.lat + 0.0003, lon: market.lon, bearingDeg: 180, fieldOfViewDeg: 90 },
  });
  unplaced = await aCamera(api, { name: 'Cổng chợ', neighbourhoodId: khu7 });
  await filmed(api, corner, { fromMs: noonMs - 10 * minuteMs, count: 20 });
  officer = await api.as('officer');
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

describe('when an officer looks for a place', () => {
  it('lists the cameras there, nearest first, with distance and view', async () => {
    const { status, body } = await near();
    expect(status).toBe(200);
    expect(body.cameras.map((camera) => camera.name)).toEqual(['Cột 14', 'Ngõ 5']);
    expect(body.cameras[0]).toMatchObject({ id: corner.id, distanceM: 33.4, view: 'facing' });
    expect(body.cameras[1]).toMatchObject({ id: alley.id, distanceM: 111.2, view: 'away' });
  });

  it('says what there is: joined spans, and the rest open', async () => {
    const { body } = await near('50');
    expect(body.cameras).toHaveLength(1);
    // Twenty segments of 12 s are one span of four minutes; nobody accounted for the time before them.
    expect(body.cameras[0]).toMatchObject({
      spans: [{ from: at(-10 * minuteMs), to: at(-6 * minuteMs) }],
      gaps: [],
      open: [{ from: at(-6 * minuteMs), to: times.to }],
    });
  });

  it('leaves out a camera beyond the radius by a hand', async () => {
    const { body } = await near('33');
    expect(body.cameras).toEqual([]);
  });

  it.each([
    ['bbox', '107.3450,21.0120,107.3460,21.0128'],
    ['polygon', '21.0120,107.3450;21.0120,107.3460;21.0128,107.3455'],
  ])('finds by %s', async (name, value) => {
    const { body } = await ask({ [name]: value });
    expect(body.cameras.map(({ id }) => id)).toEqual([corner.id]);
  });

  it('finds cameras without a place by the name of their neighbourhood', async () => {
    const { body } = await ask({ neighbourhood: 'khu phố 7' });
    expect(body.cameras.map(({ id }) => id)).toEqual([unplaced.id, alley.id]);
  });

  it('finds one camera by id, whatever its place', async () => {
    const { body } = await ask({ camera: unplaced.id });
    expect(body.cameras[0]).toMatchObject({ id: unplaced.id, spans: [] });
  });

  it('says what is kept from expiring, until the hold is released', async () => {
    const custodian = await api.as('custodian');
    const { body: hold } = await officer.post('/api/holds', {
      cameras: [corner.id],
      from: at(-9 * minuteMs),
      to: at(-8 * minuteMs),
      caseNumber: 'VV-1',
      reason: 'A motorbike was taken',
      reviewAt: at(60 * minuteMs),
    });
    const kept = async () => (await ask({ neighbourhood: 'khu phố 8' })).body.cameras[0]?.held;
    expect(await kept()).toEqual([{ from: at(-9 * minuteMs), to: at(-8 * minuteMs) }]);
    expect((await ask({ camera: alley.id })).body.cameras[0]).toMatchObject({ held: [] });
    await custodian.post(`/api/holds/${hold.id}/release`, { reason: 'The case is settled' });
    expect(await kept()).toEqual([]);
  });

  it('opens no object', async () => {
    const before = api.store.reads;
    await near();
    expect(api.store.reads).toBe(before);
  });

  it('answers nothing before enrolment, and nothing in the future', async () => {
    const before = await ask({ camera: corner.id, from: at(-120 * minuteMs), to: at(-60 * minuteMs) });
    const later = await ask({ camera: corner.id, from: at(0), to: at(minuteMs) });
    const nothing = { spans: [], gaps: [], open: [] };
    expect(before.body.cameras[0]).toMatchObject(nothing);
    expect(later.body.cameras[0]).toMatchObject(nothing);
  });
});

describe('when an officer opens a request of several cameras', () => {
  it('answers what there is of all of them at once, and to no other officer', async () => {
    const area = { cameras: [alley.id, corner.id, unplaced.id] };
    const { body } = await officer.post('/api/requests', aForm({ ...times, area }));
    const footage = await officer.get(`/api/requests/${body.id}/footage`);
    expect(footage.status).toBe(200);
    expect(footage.body.cameras.map(({ name }) => name)).toEqual(['Cổng chợ', 'Cột 14', 'Ngõ 5']);
    expect(footage.body.cameras[1]).toMatchObject({
      spans: [{ from: at(-10 * minuteMs), to: at(-6 * minuteMs) }],
    });
    const other = await api.as('officer', 'another');
    const refused = await other.get(`/api/requests/${body.id}/footage`);
    expect({ status: refused.status, code: refused.body.code }).toEqual({
      status: 404,
      code: 'request-not-found',
    });
  });
});

describe('when an officer opens a request of a place', () => {
  it('lists its cameras as the look-up did: nearest first, with distance and view', async () => {
    const area = { near: market, radiusM: 500 };
    const filed = await approved(api, officer, { ...times, area });
    const { body } = await officer.get(`/api/requests/${filed.body.id}/footage`);
    expect(body.cameras.map(({ name }) => name)).toEqual(['Cột 14', 'Ngõ 5']);
    expect(body.cameras[0]).toMatchObject({ id: corner.id, distanceM: 33.4, view: 'facing' });
    expect(body.cameras[1]).toMatchObject({ id: alley.id, distanceM: 111.2, view: 'away' });
  });
});

describe('when a month is asked for', () => {
  it('answers it, as long as it is', async () => {
    const month = { from: at(-31 * 24 * 60 * minuteMs), to: at(0) };
    const { status, body } = await officer.get(
      `/api/footage?${new URLSearchParams({ camera: corner.id, ...month })}`,
    );
    expect({ status, ...body }).toMatchObject({ status: 200, ...month, compared: false });
    expect(body.cameras).toHaveLength(1);
  });
});

describe('when the input is wrong', () => {
  const place = { near: '21,107', radiusM: '100' };
  const wrong: [code: string, field: string, query: Record<string, string>][] = [
    ['range-empty', 'to', { ...place, to: times.from }],
    ['range-too-long', 'to', { ...place, from: at(-31 * 24 * 60 * minuteMs - 10 * minuteMs) }],
    ['instant-invalid', 'from', { ...place, from: 'yesterday' }],
    ['instant-invalid', 'to', { ...place, to: '2026-11-21T12:00:00' }],
    ['instant-missing', 'from', { ...place, from: '' }],
    ['place-missing', 'near', {}],
    ['place-ambiguous', 'camera', { ...place, camera: 'cam_0' }],
    ['place-invalid', 'near', { near: 'here', radiusM: '1' }],
    ['place-off-earth', 'near', { near: '91,107', radiusM: '1' }],
    ['radius-invalid', 'radiusM', { near: '21,107' }],
    ['radius-invalid', 'radiusM', { near: '21,107', radiusM: '0' }],
    ['radius-too-large', 'radiusM', { near: '21,107', radiusM: '20001' }],
    ['box-invalid', 'bbox', { bbox: '1,2,3' }],
    ['box-upside-down', 'bbox', { bbox: '107,22,108,21' }],
    ['place-off-earth', 'bbox', { bbox: '107,22,181,23' }],
    ['area-crosses-antimeridian', 'bbox', { bbox: '170,0,-170,1' }],
    ['polygon-invalid', 'polygon', { polygon: '21,107;oops' }],
    ['polygon-too-few-corners', 'polygon', { polygon: '21,107;22,107' }],
    ['unknown-neighbourhood', 'neighbourhood', { neighbourhood: 'Khu phố 99' }],
    ['unknown-camera', 'camera', { camera: 'cam_00000000000000000000000000' }],
    ['unknown-camera', 'camera', { camera: 'front door' }],
    ['parameter-unknown', 'radius', { ...place, radius: '1' }],
  ];

  it.each(wrong)('says %s of %s', async (code, field, query) => {
    const { status, headers, body } = await ask(query);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect({ status, ...body }).toMatchObject({ status: 400, title: 'Bad Request', code, field });
  });

  it('says parameter-twice', async () => {
    const { body } = await officer.get('/api/footage?from=a&from=b');
    expect(body).toMatchObject({ code: 'parameter-twice', field: 'from' });
  });
});
