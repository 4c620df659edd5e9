import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresLeaseRepository } from '../../../src/adapters/postgres/recording/lease-repository.ts';
import { cameraChanged, sealStreamPaths } from '../../../src/camera/index.ts';
import { type CameraId, type NeighbourhoodId, newId, type StreamId } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import { aCamera, aNeighbourhood } from '../api/ward-footage.ts';

const path = '/user=admin_password=tl_Jw_channel=1';
const inClear = `rtsp://192.0.2.8${path}`;
const shown = 'rtsp://192.0.2.8/user=***_password=***_channel=1';

let postgres: TestPostgres;
let api: TestApi;
let neighbourhoodId: NeighbourhoodId;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

interface StreamRow {
  readonly id: StreamId;
  readonly url: string;
  readonly sealed_path: Uint8Array;
}

const streamOf = async (id: CameraId): Promise<StreamRow> => {
  const sql = 'select id, url, sealed_path from stream where camera_id = $1';
  const { rows } = await api.database.pool.query<StreamRow>(sql, [id]);
  if (!rows[0]) throw new Error('there is no stream');
  return rows[0];
};
const opened = (sealed: Uint8Array | undefined, id: CameraId) =>
  api.deps.cipher.openPath(sealed ?? new Uint8Array(), id);

describe('when a stream has credentials in its path', () => {
  it('is enrolled with them sealed, and the recorder is told the whole', async () => {
    const technician = await api.as('technician');
    const notice = { text: 'Khu vực có camera giám sát', postedOn: '2026-11-01' };
    const form = { url: inClear, name: 'by its path', neighbourhoodId, notice };
    const { body } = await technician.post('/api/cameras', form);
    expect(body.stream.url).toBe(shown);
    const id = body.id as CameraId;
    const claimant = { holder: 'w', runId: newId('run', noonMs), nodeId: newId('node', noonMs) };
    const leases = new PostgresLeaseRepository(api.database.db, api.clock, aScribe(api.clock));
    const target = await leases.claim((await streamOf(id)).id, claimant);
    expect(target?.url).toBe(shown);
    expect(opened(target?.sealedPath, id)).toBe(path);
  });

  it('has them sealed once where a version before kept them in clear, and keeps them when it moves', async () => {
    const { cameras, cipher } = api.deps;
    const { id } = await aCamera(api, { name: 'of before', neighbourhoodId });
    await api.database.pool.query('update stream set url = $1 where camera_id = $2', [inClear, id]);
    expect([await sealStreamPaths(cameras, cipher), await sealStreamPaths(cameras, cipher)]).toEqual([1, 0]);
    await cameras.moveTo(id, '192.0.2.9', cameraChanged({ nowMs: noonMs }, id, ['address']));
    const { url, sealed_path } = await streamOf(id);
    expect(url).toBe(shown.replace('192.0.2.8', '192.0.2.9'));
    expect(opened(sealed_path, id)).toBe(path);
  });
});
