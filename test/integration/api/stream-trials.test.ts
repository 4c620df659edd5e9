import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TriedStream } from '../../../src/camera/index.ts';
import { type AppError, type NeighbourhoodId, unavailable } from '../../../src/core/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aJpeg, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aNeighbourhood } from './ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let technician: Client;
let neighbourhoodId: NeighbourhoodId;
let tried: TriedStream[];
/** What a trial comes to; absent: a picture. */
let failure: AppError | undefined;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  tried = [];
  failure = undefined;
  api = await startApi(postgres, {
    takeTrialPicture: async (stream) => {
      tried.push(stream);
      if (failure) throw failure;
      return aJpeg;
    },
  });
  technician = await api.as('technician');
  neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  return () => api.close();
});

const url = 'rtsp://192.0.2.9:8554/live?channel=1';
const udpOnly = unavailable('camera-udp-only', 'The camera refuses RTSP over TCP (461).');
const trials = () => custodyOf(api.database.pool, 'stream-tried');
const registration = (over: object = {}) => ({ url, name: 'Cột 14', neighbourhoodId, ...over });

describe('when a technician tries a stream', () => {
  it('shows one picture, and the log has who tried which host, without path and password', async () => {
    const { status, bytes, headers } = await technician.post('/api/stream-trials', {
      url,
      user: 'admin',
      password: 's3cret word',
      allowsBasic: true,
    });
    expect([status, headers.get('content-type'), bytes]).toEqual([200, 'image/jpeg', aJpeg]);
    const credentials = { user: 'admin', password: 's3cret word' };
    expect(tried).toEqual([{ url, credentials, allowsBasic: true }]);
    expect(await trials()).toMatchObject([{ role: 'technician', detail: { host: '192.0.2.9' } }]);
    expect(JSON.stringify(await trials())).not.toMatch(/s3cret|live/);
  });

  it('names the cause where there is no picture, and it is in the log all the same', async () => {
    failure = udpOnly;
    const { status, body } = await technician.post('/api/stream-trials', { url });
    expect([status, body.code]).toEqual([503, 'camera-udp-only']);
    expect(await trials()).toHaveLength(1);
  });

  it('shows none of a registered camera: its pictures are seen under a request', async () => {
    expect((await technician.post('/api/cameras', registration({ withoutTrial: true }))).status).toBe(201);
    const { status, body } = await technician.post('/api/stream-trials', { url });
    expect([status, body.code, body.field]).toEqual([409, 'camera-already-registered', 'url']);
    expect([tried, await trials()]).toEqual([[], []]);
  });

  it('gets twenty in ten minutes: neither a street nor a network is watched by trials', async () => {
    for (let i = 0; i < 20; i++) await technician.post('/api/stream-trials', { url });
    const { status, body } = await technician.post('/api/stream-trials', { url });
    expect([status, body.code]).toEqual([429, 'too-many-tries']);
    expect(tried).toHaveLength(20);
  });

  it.each([
    ['stream-url-scheme', { url: 'http://192.0.2.9/' }],
    ['stream-url-scheme', { url: 'rtsps://192.0.2.9/live' }],
    ['stream-url-invalid', { url: 'rtsp://' }],
    ['credentials-incomplete', { url, password: 'alone' }],
    ['basic-permission-invalid', { url, allowsBasic: 'yes' }],
  ])('is told %s, and nothing is sent', async (code, body) => {
    expect((await technician.post('/api/stream-trials', body)).body.code).toBe(code);
    expect([tried, await trials()]).toEqual([[], []]);
  });
});

describe('when a camera is registered by the address of its stream', () => {
  it('is tried first, as it will be recorded', async () => {
    const { status } = await technician.post('/api/cameras', registration({ user: 'admin', password: 'x' }));
    expect(status).toBe(201);
    expect(tried).toEqual([{ url, credentials: { user: 'admin', password: 'x' } }]);
  });

  it('is not registered where the trial fails, unless that is asked for', async () => {
    failure = udpOnly;
    const { status, body } = await technician.post('/api/cameras', registration());
    expect([status, body.code]).toEqual([503, 'camera-udp-only']);
    expect((await technician.get('/api/cameras')).body.cameras).toEqual([]);
    expect((await technician.post('/api/cameras', registration({ withoutTrial: true }))).status).toBe(201);
    expect(tried).toHaveLength(1);
  });
});
