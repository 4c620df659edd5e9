import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameraMembers } from '../../../src/adapters/postgres/camera/camera-record.ts';
import { readWholeCamera } from '../../../src/adapters/postgres/camera/stated-camera.ts';
import { cameraChanged } from '../../../src/camera/index.ts';
import { resumeDue } from '../../../src/contributor/index.ts';
import { type CameraId, hourMs } from '../../../src/core/index.ts';
import type { EvidenceRecord } from '../../../src/log/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { statedRecords } from '../../support/stated-records.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aNeighbourhood } from '../api/ward-footage.ts';

type CameraRecord = Extract<EvidenceRecord, { type: 'cam' }>;

let postgres: TestPostgres;
let api: TestApi;
let technician: Client;
let custodian: Client;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  technician = await api.as('technician');
  custodian = await api.as('custodian');
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const notice = { text: 'Khu vực có camera giám sát', postedOn: '2026-11-20' };

async function enrolled(name: string): Promise<CameraId> {
  const neighbourhoodId = await aNeighbourhood(api, `Khu phố ${name}`);
  const place = { lat: 21.01, lon: 105.81, bearingDeg: 90 };
  const about = { name, neighbourhoodId, place, purpose: 'Ngã tư', notice };
  const { body } = await technician.post('/api/cameras', {
    url: 'rtsp://admin:geheim-9@192.0.2.30/live',
    ...about,
  });
  if (body.id === undefined) throw new Error(JSON.stringify(body));
  return body.id as CameraId;
}

const records = async (id: CameraId): Promise<CameraRecord[]> =>
  (await statedRecords(api.database.db, `cam/${id}`)).filter((record) => record.type === 'cam');

async function expectWhole(id: CameraId): Promise<void> {
  const newest = (await records(id)).at(-1);
  if (!newest) throw new Error('no record');
  const camera = await readWholeCamera(api.database.db, id);
  expect(newest).toMatchObject(cameraMembers(camera, newest.salt));
}

describe('everything that changes a camera', () => {
  it('is a record of the whole camera, in one chain, by the name of who did it', async () => {
    const id = await enrolled('Cột 14');
    await expectWhole(id);
    const path = `/api/cameras/${id}`;
    await technician.patch(path, { name: 'Cột 15', user: 'admin', password: 'Khác-21' });
    await technician.patch(path, { enabled: false });
    await technician.post(`${path}/notices`, { ...notice, text: 'Một biển khác' });
    await technician.delete(`${path}/notices/current`);
    const contributor = await technician.post(`${path}/contributors`, { name: 'Nguyễn Văn An' });
    const asked = { contributorId: contributor.body.id, reason: 'Gia đình chuyển đi' };
    await custodian.post(`${path}/pauses`, asked);
    await expectWhole(id);
    await custodian.delete(`${path}/pauses/current`);
    await custodian.post(`${path}/pauses`, { ...asked, until: new Date(noonMs + hourMs).toISOString() });
    api.clock.atMs = noonMs + hourMs;
    await resumeDue(api.deps);
    api.clock.atMs = noonMs;
    await custodian.post(`${path}/withdrawal`, asked);
    await api.deps.cameras.moveTo(id, '192.0.2.99', cameraChanged({ nowMs: noonMs }, id, ['address']));
    await expectWhole(id);
    const told = await records(id);
    expect(told.map(({ act, role, changed = [] }) => [act, role, ...changed])).toEqual([
      ['enrol', 'technician'],
      ['change', 'technician', 'credentials', 'name'],
      ['change', 'technician', 'recording-off'],
      ['notice', 'technician'],
      ['end-notice', 'technician'],
      ['pause', 'custodian'],
      ['resume', 'custodian'],
      ['pause', 'custodian'],
      ['resume', 'service'],
      ['leave', 'custodian'],
      ['change', 'service', 'address'],
    ]);
    expect(told.map(({ seq }) => seq)).toEqual(told.map((_, i) => i + 1));
    expect(told[0]?.actor).toMatch(/^psn_[0-9a-f]{32}$/);
  });

  it('leaves no record where it failed', async () => {
    await enrolled('Cột 20');
    const id = await enrolled('Cột 21');
    const taken = await technician.patch(`/api/cameras/${id}`, { name: 'Cột 20' });
    expect(taken.status).toBe(409);
    await custodian.delete(`/api/cameras/${id}/pauses/current`);
    expect((await records(id)).map(({ act }) => act)).toEqual(['enrol']);
  });

  it('puts nobody’s words, no address and no password into a record', async () => {
    const text = JSON.stringify(await statedRecords(api.database.db, 'cam/'));
    const hidden = [
      '192.0.2',
      'rtsp:',
      'geheim',
      'Khác',
      'Cột',
      'phố',
      'biển',
      'Ngã',
      'chuyển',
      'Nguyễn',
      'usr_',
    ];
    for (const each of hidden) expect(text).not.toContain(each);
  });
});

describe('a row of a camera that somebody changed in the database', () => {
  it.each([
    ['update camera set lat = lat + 0.001 where id = $1'],
    ["update notice set text = 'another' where camera_id = $1"],
    ["update camera_pause set kind = 'withdrawn' where camera_id = $1"],
  ])('is not what its newest record says: %s', async (change) => {
    const id = await enrolled(change);
    const contributor = await technician.post(`/api/cameras/${id}/contributors`, { name: 'An' });
    await custodian.post(`/api/cameras/${id}/pauses`, { contributorId: contributor.body.id, reason: 'x' });
    await expectWhole(id);
    await api.database.pool.query(change, [id]);
    await expect(expectWhole(id)).rejects.toThrow();
  });
});
