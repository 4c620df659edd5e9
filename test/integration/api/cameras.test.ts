import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Credentials } from '../../../src/camera/index.ts';
import { type CameraId, dayMs, type NeighbourhoodId, newId } from '../../../src/core/index.ts';
import type { CameraDescription, FoundCamera } from '../../../src/discovery/index.ts';
import { listDiscovery } from '../../../src/discovery/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, site, startApi, type TestApi } from './api-harness.ts';
import type { Client } from './client.ts';
import { aCamera, aNeighbourhood } from './ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let technician: Client;
let neighbourhoodId: NeighbourhoodId;

const found: FoundCamera = {
  endpointUuid: '11111111-2222-3333-4444-555555555555',
  xaddrs: ['http://192.0.2.8/onvif/device_service'],
  address: '192.0.2.8',
  name: 'IPC-1',
  mac: '02:1b:b7:24:3f:f9',
  scopes: [],
};
const description: CameraDescription = {
  onvifUrl: 'http://192.0.2.8/onvif/device_service',
  address: '192.0.2.8',
  identity: { mac: '02:1b:b7:24:3f:f9', serial: 'S1', model: 'M1' },
  firmware: '1.2',
  clockSource: 'onvif',
  authScheme: 'digest',
  profiles: [
    { token: 'p0', role: 'main', width: 1920, height: 1080, streamUrl: 'rtsp://192.0.2.8/main' },
    { token: 'p1', role: 'sub', width: 640, height: 360, streamUrl: 'rtsp://192.0.2.8/sub' },
  ],
};
const notice = { text: 'Khu vực có camera', postedOn: '2026-11-01' };
const registration = (over: object = {}) => ({
  foundId: found.endpointUuid,
  name: 'Cột 14',
  neighbourhoodId,
  stream: 'sub',
  user: 'admin',
  password: 'geheim-9',
  place: { lat: 21, lon: 107, bearingDeg: 90 },
  notice,
  ...over,
});

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  api = await startApi(postgres);
  technician = await api.as('technician');
  neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  return () => api.close();
});

/** As the worker does when its probe ended. */
async function discovered(...seen: FoundCamera[]): Promise<string> {
  const { body } = await technician.post('/api/discoveries');
  const registered = await api.deps.cameras.knownIdentities(site);
  const results = listDiscovery(
    seen.map((device) => ({ found: device })),
    registered,
  );
  await api.deps.discoveries.finish(body.id, results, noonMs);
  return body.id;
}

describe('when a technician looks for cameras', () => {
  it('queues a discovery, and lists it as running, then as finished', async () => {
    const { status, body } = await technician.post('/api/discoveries');
    expect([status, body.isFinished]).toEqual([202, false]);
    const payload = { siteId: site, discoveryId: body.id };
    expect(api.queue.added).toEqual([{ name: 'discover-cameras', payload }]);
    await api.deps.discoveries.finish(body.id, listDiscovery([{ found }], []), noonMs);
    const answer = await technician.get(`/api/discoveries/${body.id}`);
    expect(answer.body).toMatchObject({
      isFinished: true,
      devices: [{ state: 'new', foundId: found.endpointUuid, address: '192.0.2.8', name: 'IPC-1' }],
    });
  });

  it('keeps the host that was named, and tells which of its ports were asked and what each said', async () => {
    const { status, body } = await technician.post('/api/discoveries', { host: ' 192.168.1.20 ' });
    expect([status, body.host]).toEqual([202, '192.168.1.20']);
    expect(api.queue.added).toMatchObject([{ payload: { siteId: site, discoveryId: body.id } }]);
    const camera = await aCamera(api, { name: 'silent', neighbourhoodId, identity: {} });
    const [registered] = await api.deps.cameras.knownIdentities(site);
    const ports = [
      { port: 80, answer: 'other' },
      { port: 8000, answer: 'silent' },
    ] as const;
    if (!registered) throw new Error('no camera');
    await api.deps.discoveries.finish(
      body.id,
      [{ state: 'silent', camera: registered, ports }],
      noonMs,
      ports,
    );
    const answer = await technician.get(`/api/discoveries/${body.id}`);
    expect(answer.body).toMatchObject({
      host: '192.168.1.20',
      ports,
      devices: [{ state: 'silent', cameraId: camera.id, ports }],
    });
  });

  it.each([
    ['8.8.8.8', 'camera-outside-networks'],
    ['169.254.169.254', 'camera-outside-networks'],
    ['camera.local', 'discovery-host-invalid'],
    ['192.168.1', 'discovery-host-invalid'],
    [7, 'discovery-host-invalid'],
  ])('refuses to ask %s, which is no address in the camera networks: %s', async (host, code) => {
    const { status, body } = await technician.post('/api/discoveries', { host });
    expect([status, body.code, body.field]).toEqual([400, code, 'host']);
    expect(api.queue.added).toEqual([]);
  });

  it('lists what is known, changed, silent and ambiguous', async () => {
    const known = await aCamera(api, {
      name: 'known',
      neighbourhoodId,
      identity: { endpointUuid: found.endpointUuid as string, mac: found.mac as string },
    });
    const silent = await aCamera(api, {
      name: 'silent',
      neighbourhoodId,
      identity: { mac: '02:00:00:00:00:09' },
    });
    const { body } = await technician.get(`/api/discoveries/${await discovered(found)}`);
    expect(body.devices).toMatchObject([
      {
        state: 'changed',
        cameraId: known.id,
        changes: [{ what: 'address', from: '192.0.2.7', to: '192.0.2.8' }],
      },
      { state: 'silent', cameraId: silent.id },
    ]);
  });

  it('keeps two devices apart that claim one identity', async () => {
    const { body } = await technician.get(
      `/api/discoveries/${await discovered(found, { ...found, address: '192.0.2.9' })}`,
    );
    expect(new Set(body.devices.map(({ foundId }) => foundId)).size).toBe(2);
  });

  it('forgets those of more than a week ago once one has finished', async () => {
    const { discoveries } = api.deps;
    for (const daysAgo of [9, 8, 6]) {
      const [id, startedAtMs] = [`dsc_${daysAgo}`, noonMs - daysAgo * dayMs];
      await discoveries.begin({ id, siteId: site, startedAtMs });
      await discoveries.finish(id, listDiscovery([{ found }], []), startedAtMs);
    }
    await discovered(found);
    const { rows } = await api.database.pool.query<{ id: string }>(
      "select discovery_id as id from discovery_result where discovery_id like 'dsc\\__'",
    );
    expect(rows).toEqual([{ id: 'dsc_6' }]);
    expect((await technician.get('/api/discoveries/dsc_9')).status).toBe(404);
  });

  it('ends the discovery when it cannot be queued', async () => {
    api.queue.isDown = true;
    const { status, body } = await technician.post('/api/discoveries');
    expect([status, body.code]).toEqual([503, 'queue-unavailable']);
    const { rows } = await api.database.pool.query('select * from discovery');
    expect(rows[0]).toMatchObject({ error: 'Redis cannot be reached', finished_at_ms: noonMs });
  });

  it('does not know a discovery that never was', async () => {
    const { status, body } = await technician.get('/api/discoveries/dsc_0');
    expect([status, body.code]).toEqual([404, 'discovery-not-found']);
  });
});

describe('when a technician has repaired a camera', () => {
  it('is tried at once, though it refused its password before', async () => {
    const camera = await aCamera(api, { name: 'gate', neighbourhoodId });
    const { pool } = api.database;
    await pool.query("update lease set retry_at = now() + interval '1 hour', failures = 3");
    await pool.query('insert into credential (camera_id, sealed, refusals) values ($1, $2, 3)', [
      camera.id,
      '',
    ]);
    await api.deps.cameras.countRefusals(camera.id, 1);
    expect((await technician.post(`/api/cameras/${camera.id}/retry`)).status).toBe(204);
    const { rows } = await pool.query(
      'select l.retry_at, refusals, k.retry_at as rests from lease l, credential k',
    );
    expect(rows).toEqual([{ retry_at: null, refusals: 0, rests: null }]);
    expect(api.queue.added).toMatchObject([{ name: 'record-camera' }]);
  });
});

describe('when a technician registers a found camera', () => {
  beforeEach(async () => {
    api.directory.description = description;
    await discovered(found);
    api.queue.added.length = 0;
  });

  it('asks it with the credentials, keeps them sealed, and has it recorded', async () => {
    const { status, body } = await technician.post('/api/cameras', registration());
    expect(status).toBe(201);
    expect(api.directory.asked).toEqual([
      { contact: found, credentials: { user: 'admin', password: 'geheim-9' } },
    ]);
    expect(body).toMatchObject({
      name: 'Cột 14',
      address: '192.0.2.8',
      firmware: '1.2',
      hasCredentials: true,
      place: { lat: 21, lon: 107, bearingDeg: 90 },
      recording: { state: 'waiting' },
      identity: { endpointUuid: found.endpointUuid, mac: found.mac, serial: 'S1', model: 'M1' },
      stream: { role: 'sub', profileToken: 'p1', url: 'rtsp://192.0.2.8/sub' },
    });
    const payload = { siteId: site, streamId: body.stream.id };
    expect(api.queue.added).toEqual([{ name: 'record-camera', payload }]);
    expect(await sealedOf(body.id)).toEqual({ user: 'admin', password: 'geheim-9' });
  });

  it('shows the credentials to nobody', async () => {
    const created = await technician.post('/api/cameras', registration());
    const answers = [
      created,
      await technician.get('/api/cameras'),
      await technician.get(`/api/cameras/${created.body.id}`),
    ];
    for (const { bytes } of answers) expect(bytes.toString()).not.toContain('geheim-9');
    const { rows } = await api.database.pool.query('select row_to_json(k) from credential k');
    expect(JSON.stringify(rows)).not.toContain(Buffer.from('geheim-9').toString('hex'));
  });

  it('owes nothing for the time before', async () => {
    const { body } = await technician.post('/api/cameras', registration());
    expect(body.recording.accountedUntil).toBe(body.enrolledAt);
    const { rows } = await api.database.pool.query('select epoch, holder from lease');
    expect(rows).toEqual([{ epoch: 0, holder: null }]);
  });

  it('registers it though Redis is away: the reconciler will find it', async () => {
    api.queue.isDown = true;
    expect((await technician.post('/api/cameras', registration())).status).toBe(201);
  });

  it.each<[string, number, string, object, object?]>([
    ['a camera nobody found', 400, 'found-camera-unknown', { foundId: 'nobody' }],
    [
      'a neighbourhood that is not',
      400,
      'unknown-neighbourhood',
      { neighbourhoodId: newId('neighbourhood', 0) },
    ],
    ['a stream it has not', 400, 'stream-role-missing', {}, { profiles: description.profiles.slice(0, 1) }],
    ['both sources', 400, 'registration-source', { url: 'rtsp://192.0.2.8/main' }],
    ['no name', 400, 'camera-name-invalid', { name: ' ' }],
  ])('refuses %s', async (_, status, code, over, described = {}) => {
    api.directory.description = { ...description, ...described };
    const answer = await technician.post('/api/cameras', registration(over));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('refuses a camera that is registered, and a name that is taken', async () => {
    await technician.post('/api/cameras', registration());
    const again = await technician.post('/api/cameras', registration({ name: 'other' }));
    expect([again.status, again.body.code]).toEqual([409, 'camera-already-registered']);
    const named = await technician.post('/api/cameras', {
      url: 'rtsp://192.0.2.9/live',
      name: 'Cột 14',
      neighbourhoodId,
    });
    expect([named.status, named.body.code, named.body.field]).toEqual([409, 'camera-name-taken', 'name']);
  });

  it('passes on why the camera refuses', async () => {
    api.directory.description = undefined;
    const { status, body } = await technician.post('/api/cameras', registration());
    expect([status, body.code]).toEqual([503, 'camera-offline']);
  });
});

describe('when a technician registers a stream by its URL', () => {
  it('takes the credentials out of it', async () => {
    const url = 'rtsp://viewer:s3cret@192.0.2.30:8554/live?ch=1';
    const { status, body } = await technician.post('/api/cameras', { url, name: 'Cổng', neighbourhoodId });
    expect([status, body.stream.url]).toEqual([201, 'rtsp://192.0.2.30:8554/live?ch=1']);
    expect(await sealedOf(body.id)).toEqual({ user: 'viewer', password: 's3cret' });
    expect(api.directory.asked).toEqual([]);
  });
});

describe('when a camera changes', () => {
  const registered = async () => {
    const url = 'rtsp://192.0.2.30/live';
    const { body } = await technician.post('/api/cameras', { url, name: 'Cổng', neighbourhoodId, notice });
    api.queue.added.length = 0;
    return body;
  };

  it('keeps name and place', async () => {
    const { id } = await registered();
    const changes = { name: 'Cổng chợ', place: { lat: 21.5, lon: 107.5 } };
    const { body } = await technician.patch(`/api/cameras/${id}`, changes);
    expect(body).toMatchObject(changes);
    expect(api.queue.added).toEqual([]);
  });

  it('loses its address, its landmark and its purpose when they are taken away', async () => {
    const { id } = await registered();
    const words = { streetAddress: '12 Trần Phú', landmark: 'Cổng chợ', purpose: 'An ninh chợ' };
    expect((await technician.patch(`/api/cameras/${id}`, words)).body).toMatchObject(words);
    const none = { streetAddress: null, landmark: null, purpose: null };
    const { body } = await technician.patch(`/api/cameras/${id}`, none);
    for (const word of Object.keys(words)) expect(body).not.toHaveProperty(word);
  });

  it('is tried at once with new credentials, however long the backoff', async () => {
    const { id, stream } = await registered();
    await api.database.pool.query(
      "update lease set retry_at = now() + interval '10 minutes', failures = 7, last_reason = 'auth'",
    );
    const credentials = { user: 'viewer', password: 'new one' };
    expect((await technician.patch(`/api/cameras/${id}`, credentials)).body.hasCredentials).toBe(true);
    const { rows } = await api.database.pool.query('select retry_at, failures from lease');
    expect(rows).toEqual([{ retry_at: null, failures: 0 }]);
    expect(await sealedOf(id)).toEqual(credentials);
    expect(api.queue.added).toEqual([
      { name: 'record-camera', payload: { siteId: site, streamId: stream.id } },
    ]);
  });

  it('may use Basic once a technician allows it, with an event of that', async () => {
    const { id, stream, allowsBasic } = await registered();
    expect(allowsBasic).toBe(false);
    expect((await technician.patch(`/api/cameras/${id}`, { allowsBasic: true })).body.allowsBasic).toBe(true);
    expect(api.queue.added).toEqual([
      { name: 'record-camera', payload: { siteId: site, streamId: stream.id } },
    ]);
    expect(await custodyOf(api.database.pool, 'camera-changed')).toMatchObject([
      { role: 'technician', cameraId: id, detail: { changed: 'basic-on' } },
    ]);
  });

  it('shows why its stream cannot be recorded', async () => {
    const { id } = await registered();
    await api.database.pool.query(
      "update lease set last_reason = 'unsupported', last_message = 'over UDP', last_code = 'camera-udp-only'",
    );
    const { recording } = (await technician.get(`/api/cameras/${id}`)).body;
    expect(recording).toMatchObject({ reason: 'unsupported', code: 'camera-udp-only', message: 'over UDP' });
  });

  it('has a gap "switched-off" from when it was switched off, whatever failed before', async () => {
    const { id, stream } = await registered();
    await api.database.pool.query("update lease set last_reason = 'offline', last_message = 'no answer'");
    api.clock.atMs += 60_000;
    const off = await technician.patch(`/api/cameras/${id}`, { enabled: false });
    expect(off.body).toMatchObject({ enabled: false });
    expect(off.body.recording).toEqual({
      state: 'off',
      reason: 'switched-off',
      accountedUntil: '2026-11-21T12:01:00.000Z',
    });
    const { rows } = await api.database.pool.query(
      'select stream_id, start_ms, end_ms, reason from gap order by start_ms',
    );
    const offAtMs = noonMs + 60_000;
    expect(rows).toEqual([
      { stream_id: stream.id, start_ms: noonMs, end_ms: offAtMs, reason: 'recorder' },
      { stream_id: stream.id, start_ms: offAtMs, end_ms: null, reason: 'switched-off' },
    ]);
    await technician.patch(`/api/cameras/${id}`, { enabled: true });
    expect(api.queue.added).toHaveLength(1);
  });

  it.each([
    ['credentials-incomplete', { password: 'alone' }],
    ['place-off-earth', { place: { lat: 91, lon: 0 } }],
    ['camera-name-invalid', { name: '' }],
    ['camera-name-invalid', { name: 'Cổng\u0007chợ' }],
    ['camera-user-invalid', { user: 'admin\r\nX-Header: b', password: 'x' }],
    ['camera-landmark-invalid', { landmark: 'a\nb' }],
    ['basic-permission-invalid', { allowsBasic: 'yes' }],
    ['display-aspect-invalid', { displayAspect: '16x9' }],
    ['display-aspect-invalid', { displayAspect: '0:9' }],
    ['display-aspect-invalid', { displayAspect: '9:1' }],
    ['field-invalid', { enabled: 'no' }],
    ['field-unknown', { url: 'rtsp://evil/' }],
  ])('refuses with %s', async (code, changes) => {
    const { id } = await registered();
    const { status, body } = await technician.patch(`/api/cameras/${id}`, changes);
    expect([status, body.code]).toEqual([400, code]);
  });

  it('is not there under another id', async () => {
    const { status, body } = await technician.patch(`/api/cameras/${newId('camera', 0)}`, {});
    expect([status, body.code]).toEqual([404, 'camera-not-found']);
  });
});

describe('when others see the cameras', () => {
  it('shows them where, and not how they are reached', async () => {
    await technician.post('/api/cameras', { url: 'rtsp://192.0.2.30/live', name: 'Cổng', neighbourhoodId });
    const { body, bytes } = await (await api.as('officer')).get('/api/cameras');
    expect(body.cameras).toMatchObject([{ name: 'Cổng', neighbourhoodId, enabled: true }]);
    expect(bytes.toString()).not.toMatch(/192\.0\.2|rtsp|recording/);
  });
});

describe('when a neighbourhood is named twice', () => {
  it('refuses the second', async () => {
    const { status, body } = await technician.post('/api/neighbourhoods', { name: 'Khu phố 7' });
    expect([status, body.code]).toEqual([409, 'neighbourhood-name-taken']);
    const { body: listed } = await technician.get('/api/neighbourhoods');
    expect(listed.neighbourhoods).toEqual([{ id: neighbourhoodId, siteId: site, name: 'Khu phố 7' }]);
  });
});

async function sealedOf(cameraId: string): Promise<Credentials> {
  const id = cameraId as CameraId;
  const row = await api.database.db
    .selectFrom('credential')
    .select('sealed')
    .where('camera_id', '=', id)
    .executeTakeFirstOrThrow();
  return api.deps.cipher.open(row.sealed, id);
}
