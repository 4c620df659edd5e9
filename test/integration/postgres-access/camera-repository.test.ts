import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameraChanged } from '../../../src/camera/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, site, startApi, type TestApi } from '../api/api-harness.ts';
import { aCamera, aNeighbourhood, type FilmedCamera } from '../api/ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let camera: FilmedCamera;
const identity = { endpointUuid: 'e1', mac: '02:00:00:00:00:01', serial: 'S', model: 'M' };

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  camera = await aCamera(api, { name: 'gate', neighbourhoodId, identity, place: { lat: 21, lon: 107 } });
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

describe('when a camera is registered', () => {
  it('is met again by discovery with all of its identity', async () => {
    const [known] = await api.deps.cameras.knownIdentities(site);
    expect(known).toMatchObject({
      id: camera.id,
      identity,
      address: '192.0.2.7',
      place: { lat: 21, lon: 107 },
    });
  });

  it('says that it is recorded while a lease is held and the last try did not fail', async () => {
    const held = (reason: string | null) =>
      api.database.pool.query(
        "update lease set holder = 'w', expires_at = now() + interval '1 hour', last_reason = $1",
        [reason],
      );
    await held('offline');
    expect((await api.deps.cameras.get(camera.id))?.recording).toMatchObject({
      state: 'waiting',
      reason: 'offline',
    });
    await held(null);
    const recording = (await api.deps.cameras.get(camera.id))?.recording;
    expect(recording).toEqual({ state: 'recording', accountedUntilMs: noonMs - 3_600_000 });
  });
});

describe('when a camera was seen at another address', () => {
  const moveTo = (address: string) =>
    api.deps.cameras.moveTo(camera.id, address, cameraChanged({ nowMs: noonMs }, camera.id, ['address']));
  const lease = (holder: string | null) =>
    api.database.pool.query(
      `update lease set holder = $1, last_reason = null,
        expires_at = case when $1::text is not null then now() + interval '1 hour' end`,
      [holder],
    );
  const moves = async () =>
    (await custodyOf(api.database.pool, 'camera-changed')).filter(({ cameraId }) => cameraId === camera.id);

  it('stays where it is while its stream is delivered, and no event says otherwise', async () => {
    await lease('w');
    expect(await moveTo('192.0.2.66')).toBe(false);
    expect((await api.deps.cameras.get(camera.id))?.camera.address).toBe('192.0.2.7');
    expect(await moves()).toEqual([]);
    await lease(null);
  });

  it.each([
    ['192.0.2.99', 'http://192.0.2.99/onvif/device_service', 'rtsp://192.0.2.99/gate'],
    ['2001:db8::7', 'http://[2001:db8::7]/onvif/device_service', 'rtsp://[2001:db8::7]/gate'],
  ])('moves to %s with its service and its stream', async (address, onvifUrl, url) => {
    expect(await moveTo(address)).toBe(true);
    expect(await api.deps.cameras.get(camera.id)).toMatchObject({
      camera: { address, onvifUrl },
      stream: { url },
    });
  });

  it('is tried there at once', async () => {
    await api.database.pool.query("update lease set retry_at = now() + interval '1 hour', failures = 3");
    await moveTo('192.0.2.98');
    const { rows } = await api.database.pool.query('select retry_at, failures from lease');
    expect(rows).toEqual([{ retry_at: null, failures: 0 }]);
  });
});
