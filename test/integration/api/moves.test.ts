import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import type { CameraMove } from '../../../src/discovery/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aCamera, aNeighbourhood, type FilmedCamera } from './ward-footage.ts';

const identity = {
  endpointUuid: '11111111-2222-3333-4444-555555555555',
  mac: '02:1b:b7:24:3f:f9',
  serial: 'S1',
};
const claimedMac = '02:00:00:00:00:66';

let postgres: TestPostgres;
let api: TestApi;
let technician: Client;
let camera: FilmedCamera;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  api = await startApi(postgres);
  technician = await api.as('technician');
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  camera = await aCamera(api, { name: 'gate', neighbourhoodId, identity });
  return () => api.close();
});

/** As a discovery keeps it. */
async function keep(but: Partial<CameraMove> = {}): Promise<void> {
  const move: CameraMove = {
    id: newId('move', noonMs),
    cameraId: camera.id,
    address: '192.0.2.66',
    found: {
      endpointUuid: identity.endpointUuid,
      xaddrs: ['http://192.0.2.66/'],
      mac: identity.mac,
      scopes: [],
    },
    mac: claimedMac,
    doubt: 'unproven',
    differences: [],
    seenAtMs: noonMs,
    ...but,
  };
  const detail = { doubt: move.doubt };
  await api.deps.moves.keep(
    move,
    custodyEvent({ nowMs: noonMs }, 'camera-doubted', { cameraId: camera.id, detail }),
  );
}

const waiting = async () => (await technician.get('/api/moves')).body.moves;
const events = async (kind: string) => (await custodyOf(api.database.pool, kind)).map(({ detail }) => detail);

describe('when a device waits for a decision whether it is a camera', () => {
  it('shows the technician both, and logs the doubt once for each kind of it', async () => {
    const differences = [{ what: 'serial', from: 'S1', to: 'S9' }] as const;
    await keep();
    await keep();
    await keep({ doubt: 'differs', differences });
    expect(await waiting()).toMatchObject([
      {
        doubt: 'differs',
        camera: { id: camera.id, name: 'gate', address: '192.0.2.7', ...identity },
        device: { address: '192.0.2.66', statedMac: identity.mac, mac: claimedMac },
        differences,
      },
    ]);
    expect(await events('camera-doubted')).toEqual([{ doubt: 'unproven' }, { doubt: 'differs' }]);
  });

  it('shows what both addresses answer where the old one still does', async () => {
    const shown = {
      registered: { onvif: { answer: 'onvif', identity: { serial: 'S9', model: 'M9' } }, mac: claimedMac },
      device: { onvif: { answer: 'password' } },
    } as const;
    await api.database.pool.query("update lease set last_reason = 'unsupported'");
    await keep({ doubt: 'answered', shown });
    expect(await waiting()).toMatchObject([
      {
        doubt: 'answered',
        camera: { id: camera.id, reason: 'unsupported' },
        shown: {
          registered: { onvif: 'onvif', serial: 'S9', model: 'M9', mac: claimedMac },
          device: { onvif: 'password' },
        },
      },
    ]);
  });

  it('moves the camera there when the technician says that it is it, and has it tried at once', async () => {
    await keep();
    const [{ id } = { id: '' }] = await waiting();
    expect((await technician.post(`/api/moves/${id}/accept`)).status).toBe(204);
    const { body } = await technician.get(`/api/cameras/${camera.id}`);
    expect(body).toMatchObject({ address: '192.0.2.66', stream: { url: 'rtsp://192.0.2.66/gate' } });
    expect(api.queue.added).toMatchObject([{ name: 'record-camera' }]);
    expect(await custodyOf(api.database.pool, 'camera-changed')).toMatchObject([
      { role: 'technician', cameraId: camera.id, detail: { changed: 'address' } },
    ]);
    expect(await waiting()).toEqual([]);
    expect((await technician.post(`/api/moves/${id}/accept`)).body.code).toBe('move-not-found');
  });

  it('allows no password in clear there, until the technician has seen who it is', async () => {
    await technician.patch(`/api/cameras/${camera.id}`, { allowsBasic: true });
    await keep();
    const [{ id } = { id: '' }] = await waiting();
    await technician.post(`/api/moves/${id}/accept`);
    expect((await technician.get(`/api/cameras/${camera.id}`)).body.allowsBasic).toBe(false);
    expect(await events('camera-changed')).toEqual([
      { changed: 'basic-on' },
      { changed: 'address basic-off' },
    ]);
  });

  it('does not ask again about a device that the technician refused', async () => {
    await keep();
    const [{ id } = { id: '' }] = await waiting();
    expect((await technician.post(`/api/moves/${id}/refuse`)).status).toBe(204);
    await keep();
    expect(await waiting()).toEqual([]);
    expect((await technician.get(`/api/cameras/${camera.id}`)).body.address).toBe('192.0.2.7');
  });

  it('does not move a camera whose stream is delivered by then', async () => {
    await keep();
    const [{ id } = { id: '' }] = await waiting();
    await api.database.pool.query("update lease set holder = 'w', expires_at = now() + interval '1 hour'");
    expect(await waiting()).toEqual([]);
    const { status, body } = await technician.post(`/api/moves/${id}/accept`);
    expect([status, body.code]).toEqual([409, 'camera-delivers']);
  });

  it('forgets one that was not seen for a week', async () => {
    await keep({ seenAtMs: noonMs - 8 * 86_400_000 });
    expect(await api.deps.moves.waiting(noonMs)).toEqual([]);
  });
});
