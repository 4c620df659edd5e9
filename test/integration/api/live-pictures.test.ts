import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TriedStream } from '../../../src/camera/index.ts';
import {
  type AppError,
  formatInstant,
  invalid,
  minuteMs,
  type NeighbourhoodId,
} from '../../../src/core/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aJpeg, noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aNeighbourhood } from './ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let technician: Client;
let neighbourhoodId: NeighbourhoodId;
let taken: TriedStream[];
/** What a try comes to; absent: a picture. */
let failure: AppError | undefined;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  taken = [];
  failure = undefined;
  api = await startApi(postgres, {
    takeTrialPicture: async (stream) => {
      taken.push(stream);
      if (failure) throw failure;
      return aJpeg;
    },
  });
  technician = await api.as('technician');
  neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  return () => api.close();
});

/** A camera that has no notice, and so no footage. */
async function enrolled(over: object = {}): Promise<string> {
  const url = 'rtsp://192.0.2.9:8554/live?user=admin&password=in-path';
  const camera = { url, name: 'Cột 14', neighbourhoodId, withoutTrial: true, ...over };
  return (await technician.post('/api/cameras', camera)).body.id;
}
const pathOf = (id: string): string => `/api/cameras/${id}/live-picture`;
const looks = () => custodyOf(api.database.pool, 'enrolment-still-shown');

describe('when a technician aims a camera that was just enrolled', () => {
  it('shows what it sees now, without a notice and before any footage, and the log has the look', async () => {
    const id = await enrolled({ user: 'admin', password: 's3cret word', allowsBasic: true });
    const { status, bytes, headers } = await technician.post(pathOf(id));
    expect([status, headers.get('content-type'), bytes]).toEqual([200, 'image/jpeg', aJpeg]);
    expect(headers.get('x-frame-time')).toBe(formatInstant(noonMs));
    const credentials = { user: 'admin', password: 's3cret word' };
    const url = 'rtsp://192.0.2.9:8554/live?user=admin&password=in-path';
    expect(taken).toEqual([{ url, credentials, allowsBasic: true }]);
    expect(await looks()).toMatchObject([{ role: 'technician', fromMs: noonMs, detail: { source: 'live' } }]);
    expect(JSON.stringify(await looks())).not.toMatch(/s3cret|in-path/);
  });

  it('stores no picture', async () => {
    const id = await enrolled();
    await technician.post(pathOf(id));
    const { rows } = await api.database.pool.query('select * from enrolment_still');
    expect([rows, [...api.store.objects.keys()]]).toEqual([[], []]);
  });

  it('shows none without its record', async () => {
    const id = await enrolled();
    api.deps.custody.append = () => Promise.reject(new Error('down'));
    const { status, bytes } = await technician.post(pathOf(id));
    expect([status, bytes.includes(aJpeg)]).toEqual([500, false]);
  });

  it('tells the cause where there is no picture; no look is spent', async () => {
    const id = await enrolled({ user: 'admin', password: 'wrong' });
    failure = invalid('camera-refused-password', 'The camera refuses the password.');
    expect((await technician.post(pathOf(id))).body.code).toBe('camera-refused-password');
    expect(await looks()).toEqual([]);
  });

  it('sends a refused password no more until it has rested: a camera locks its account', async () => {
    const id = await enrolled({ user: 'admin', password: 'wrong' });
    failure = invalid('camera-refused-password', 'The camera refuses the password.');
    await technician.post(pathOf(id));
    const { status, body } = await technician.post(pathOf(id));
    expect([status, body.code, taken.length]).toEqual([409, 'camera-password-rests', 1]);
    failure = undefined;
    await technician.call('PATCH', `/api/cameras/${id}`, { user: 'admin', password: 'right' });
    expect((await technician.post(pathOf(id))).status).toBe(200);
  });

  it('takes none of a camera that a contributor has paused', async () => {
    const id = await enrolled();
    const owner = { name: 'Nguyễn Văn A', consentOn: '2026-11-01' };
    const { body: contributor } = await technician.post(`/api/cameras/${id}/contributors`, owner);
    const pause = { contributorId: contributor.id, reason: 'Nhà có việc riêng trong tuần' };
    const custodian = await api.as('custodian');
    expect((await custodian.post(`/api/cameras/${id}/pauses`, pause)).status).toBe(201);
    const { status, body } = await technician.post(pathOf(id));
    expect([status, body.code, taken, await looks()]).toEqual([409, 'camera-rests', [], []]);
  });

  it('shows 30 in the first hour, and six in any day after it: a street is not watched by them', async () => {
    const id = await enrolled();
    const look = async (minutes: number) => {
      api.clock.atMs = noonMs + minutes * minuteMs;
      const { status, body } = await technician.post(pathOf(id));
      return [status, body?.code, body?.detail?.match(/\S+Z/)?.[0]];
    };
    for (let number = 1; number <= 30; number++) expect((await look(number))[0]).toBe(200);
    const afterAimingMs = noonMs + 61 * minuteMs;
    expect(await look(31)).toEqual([409, 'enrolment-stills-spent', formatInstant(afterAimingMs)]);
    for (let number = 61; number <= 66; number++) expect((await look(number))[0]).toBe(200);
    const nextDay = formatInstant(afterAimingMs + 24 * 60 * minuteMs);
    expect(await look(67)).toEqual([409, 'enrolment-stills-spent', nextDay]);
  });
});
