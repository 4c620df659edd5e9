import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aNeighbourhood } from '../api/ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let technician: Client;
let form: object;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  technician = await api.as('technician');
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  form = { url: 'rtsp://192.0.2.7/live', name: 'Cột 14', neighbourhoodId };
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const eventsOf = async (cameraId: string) =>
  (await custodyOf(api.database.pool))
    .filter((event) => event.cameraId === cameraId)
    .map(({ event, role, detail }) => ({ event, role, detail }));

describe('when somebody changes what a camera records', () => {
  it('is in the log: enrolled, given a sign, switched off, renamed, sign taken down', async () => {
    const { id } = (await technician.post('/api/cameras', form)).body;
    await technician.post(`/api/cameras/${id}/notices`, {
      text: 'Khu vực có camera',
      postedOn: '2026-11-01',
    });
    await technician.call('PATCH', `/api/cameras/${id}`, { enabled: false });
    await technician.call('PATCH', `/api/cameras/${id}`, {
      name: 'Cột 15',
      user: 'admin',
      password: 'a secret',
    });
    await technician.call('PATCH', `/api/cameras/${id}`, { name: 'Cột 15', enabled: false });
    await technician.delete(`/api/cameras/${id}/notices/current`);
    const by = { role: 'technician' };
    expect(await eventsOf(id)).toEqual([
      { ...by, event: 'camera-enrolled', detail: { source: 'rtsp', notice: 'no' } },
      {
        ...by,
        event: 'notice-recorded',
        detail: { notice: expect.stringMatching(/^not_/) as unknown, postedOn: '2026-11-01' },
      },
      { ...by, event: 'camera-changed', detail: { changed: 'recording-off' } },
      { ...by, event: 'camera-changed', detail: { changed: 'credentials name' } },
      { ...by, event: 'notice-withdrawn', detail: undefined },
    ]);
  });

  it('is not in the log when it was refused', async () => {
    const taken = await technician.post('/api/cameras', { ...form, name: 'Cột 15' });
    expect(taken.body.code).toBe('camera-name-taken');
    const names = (await custodyOf(api.database.pool)).filter(({ event }) => event === 'camera-enrolled');
    expect(names).toHaveLength(1);
  });
});
