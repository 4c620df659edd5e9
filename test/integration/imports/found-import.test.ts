import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TriedStream } from '../../../src/camera/index.ts';
import { type ImportId, invalid, type NeighbourhoodId } from '../../../src/core/index.ts';
import {
  type CameraContact,
  type CameraDescription,
  type FoundCamera,
  listDiscovery,
} from '../../../src/discovery/index.ts';
import { runImport } from '../../../src/enrolment/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aJpeg, noonMs, site, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aNeighbourhood } from '../api/ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let technician: Client;
let neighbourhoodId: NeighbourhoodId;
let discoveryId: string;
let tried: TriedStream[];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  tried = [];
  api = await startApi(postgres, {
    takeTrialPicture: async (stream) => {
      tried.push(stream);
      return aJpeg;
    },
  });
  technician = await api.as('technician');
  neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  api.directory.interrogate = async (contact) => descriptionOf(contact);
  discoveryId = await discovered([1, 2, 3].map((n) => found(n)));
  return () => api.close();
});

const uuid = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const found = (n: number, over: Partial<FoundCamera> = {}): FoundCamera => ({
  endpointUuid: uuid(n),
  xaddrs: [`http://192.0.2.${n}:8000/onvif/device_service`],
  address: `192.0.2.${n}`,
  mac: `02:1b:b7:24:3f:0${n}`,
  name: `IPC ${n}`,
  scopes: [],
  ...over,
});

const descriptionOf = ({ address = '' }: CameraContact): CameraDescription => ({
  onvifUrl: `http://${address}:8000/onvif/device_service`,
  address,
  identity: { mac: `02:1b:b7:24:3f:0${address.slice(-1)}`, serial: `S${address.slice(-1)}`, model: 'M1' },
  clockSource: 'onvif',
  authScheme: 'digest',
  profiles: [
    { token: 'p0', role: 'main', streamUrl: `rtsp://${address}/main` },
    { token: 'p1', role: 'sub', streamUrl: `rtsp://${address}/sub` },
  ],
});

async function discovered(cameras: readonly FoundCamera[]): Promise<string> {
  const { body } = await technician.post('/api/discoveries');
  const sightings = cameras.map((camera) => ({ found: camera }));
  await api.deps.discoveries.finish(body.id, listDiscovery(sightings, []), noonMs);
  return body.id;
}

interface Import {
  readonly id: ImportId;
  readonly code?: string;
  readonly field?: string;
  readonly counts: Record<string, number>;
  readonly rows: {
    readonly line: number;
    readonly state: string;
    readonly cells: Record<string, string>;
    readonly hasPassword: boolean;
    readonly faults: { column?: string; code: string }[];
  }[];
}

const asked = (over: object = {}) => ({
  devices: [1, 2, 3].map((n) => ({ foundId: uuid(n), name: `Cột ${n}` })),
  neighbourhoodId,
  user: 'admin',
  password: 's3cret word',
  ...over,
});

async function made(over: object = {}): Promise<{ status: number; body: Import }> {
  const { status, body } = await technician.post(`/api/discoveries/${discoveryId}/import`, asked(over));
  return { status, body: body as unknown as Import };
}

async function run(id: ImportId): Promise<Import> {
  expect((await technician.post(`/api/imports/${id}/run`, {})).status).toBe(202);
  const { timeZone } = api.deps.settings;
  await runImport({ ...api.deps, siteId: site, timeZone, sealer: api.deps.importSealer }, id);
  return (await technician.get(`/api/imports/${id}`)).body as unknown as Import;
}

const refusesAt = (address: string): void => {
  api.directory.interrogate = async (contact) => {
    if (contact.address === address)
      throw invalid('camera-refused-password', 'The camera refuses the password.');
    return descriptionOf(contact);
  };
};

describe('when many found devices are enrolled together', () => {
  it('plans a row for each, where it answered and with the password of all, and enrols them', async () => {
    const { status, body } = await made({ notice: { text: 'Khu vực có camera', postedOn: '2026-11-01' } });
    expect([status, body.counts.new]).toEqual([201, 3]);
    expect(body.rows[0]).toMatchObject({
      line: 1,
      state: 'new',
      hasPassword: true,
      cells: { name: 'Cột 1', neighbourhood: 'Khu phố 7', onvif: '192.0.2.1:8000', mac: '02:1b:b7:24:3f:01' },
    });
    expect((await run(body.id)).counts).toMatchObject({ done: 3 });
    const { cameras } = (await technician.get('/api/cameras')).body;
    expect(cameras.map(({ name }) => name)).toEqual(['Cột 1', 'Cột 2', 'Cột 3']);
  });

  it('keeps the password sealed, and out of the answer, the job and the digest', async () => {
    const { body } = await made();
    const { rows } = await api.database.pool.query(
      'select i.*, r.* from camera_import i, camera_import_row r',
    );
    await technician.post(`/api/imports/${body.id}/run`, {});
    const other = await made({ password: 'another' });
    const digests = await api.database.pool.query('select distinct file_sha256 from camera_import');
    expect(JSON.stringify([body, other, rows, api.queue])).not.toMatch(/s3cret|another/);
    expect(digests.rows).toHaveLength(1);
  });

  it('keeps what worked where one refuses the password, and loses nothing that was typed', async () => {
    refusesAt('192.0.2.2');
    const { body } = await made();
    const after = await run(body.id);
    expect(after.counts).toMatchObject({ done: 2, failed: 1 });
    expect(after.rows[1]).toMatchObject({
      state: 'failed',
      cells: { name: 'Cột 2' },
      hasPassword: true,
      faults: [{ column: 'password', code: 'camera-refused-password' }],
    });
    api.directory.interrogate = async (contact) => descriptionOf(contact);
    const mended = { cells: { password: 'its own' } };
    expect((await technician.call('PATCH', `/api/imports/${body.id}/rows/2`, mended)).status).toBe(200);
    expect((await run(body.id)).counts).toMatchObject({ done: 3 });
  });

  it('refuses a name by its row: taken, twice, empty or unreadable', async () => {
    await technician.post('/api/cameras', {
      url: 'rtsp://192.0.2.200/live',
      name: 'Cột 1',
      neighbourhoodId,
      withoutTrial: true,
    });
    const names = ['Cột 1', 'Cột 2', 'Cột 2'];
    const devices = names.map((name, i) => ({ foundId: uuid(i + 1), name }));
    const { body } = await made({ devices });
    expect(body.rows.map(({ faults }) => faults)).toMatchObject([
      [{ column: 'name', code: 'camera-name-taken' }],
      [],
      [{ column: 'name', code: 'row-name-repeats' }],
    ]);
    const odd = [1, 2].map((n) => ({ foundId: uuid(n), name: n === 1 ? '' : 'Cột\u0007' }));
    const { body: second } = await made({ devices: odd });
    expect(second.rows.map(({ faults }) => faults[0])).toMatchObject([
      { column: 'name', code: 'camera-name-invalid' },
      { column: 'name', code: 'camera-name-invalid' },
    ]);
  });

  it('doubles no camera when the same devices are sent twice', async () => {
    await run((await made()).body.id);
    const again = await made();
    expect(again.body.rows.map(({ state }) => state)).toEqual(['known', 'known', 'known']);
  });

  it.each([
    ['found-devices-invalid', 'devices', { devices: [] }],
    ['found-devices-invalid', 'devices.0.name', { devices: [{ foundId: 'x' }] }],
    ['found-camera-unknown', 'devices', { devices: [{ foundId: 'x', name: 'Cột 1' }] }],
    ['found-camera-unknown', 'devices', { devices: [1, 1].map((n) => ({ foundId: uuid(n), name: `${n}` })) }],
    ['credentials-incomplete', 'user', { user: undefined }],
    ['camera-password-invalid', 'password', { password: 'a\nb' }],
    ['unknown-neighbourhood', 'neighbourhoodId', { neighbourhoodId: 'nbh_00000000000000000000000000' }],
    ['registration-field-unknown', 'url', { url: 'rtsp://192.0.2.1/' }],
  ])('says %s of %s, and keeps nothing', async (code, field, over) => {
    const { body } = await made(over);
    expect([body.code, body.field]).toEqual([code, field]);
    const { rows } = await api.database.pool.query('select from camera_import');
    expect(rows).toEqual([]);
  });

  it('reaches a device where it answered, whatever address it states', async () => {
    const liar = found(4, { xaddrs: ['http://198.51.100.9:81/onvif'], mac: undefined as never });
    discoveryId = await discovered([liar, found(5, { xaddrs: ['javascript:alert(1)'] })]);
    const devices = [4, 5].map((n) => ({ foundId: uuid(n), name: `Cột ${n}` }));
    const { body } = await made({ devices });
    expect(body.rows.map(({ cells }) => cells.onvif)).toEqual(['192.0.2.4:81', '192.0.2.5']);
  });
});

describe('when the devices of a discovery are taken as a CSV', () => {
  const csv = async (): Promise<string> =>
    (await technician.get(`/api/discoveries/${discoveryId}/devices.csv`)).bytes.toString('utf8');

  it('has a row for each, which comes back as an import once it is filled in', async () => {
    const text = await csv();
    expect(text.split('\r\n')).toHaveLength(5);
    const response = await fetch(`${technician.baseUrl}/api/imports`, {
      method: 'POST',
      headers: { origin: technician.baseUrl, cookie: technician.cookie, 'content-type': 'text/csv' },
      body: text.replaceAll(/^(IPC \d),,/gm, '$1,Khu phố 7,'),
    });
    expect(await response.json()).toMatchObject({ counts: { new: 3, bad: 0 } });
  });

  it('runs nothing of what a device calls itself, and keeps it to one short line', async () => {
    const names = ['=HYPERLINK("http://x")', '\t+1', '\u202eCột\r\n=2', 'x'.repeat(5_000)];
    discoveryId = await discovered(names.map((name, i) => found(i + 1, { name })));
    const cells = (await csv())
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0] ?? '');
    expect(cells).toEqual([`"'=HYPERLINK(""http://x"")"`, "'+1", 'Cột =2', 'x'.repeat(60), '']);
  });

  it('leaves registered cameras out, and passwords', async () => {
    await run((await made()).body.id);
    discoveryId = await discovered([found(1), found(7)]);
    expect(await csv()).not.toMatch(/s3cret/);
  });
});

describe('when a found camera is looked at before it is enrolled', () => {
  const look = async (n: number, over: object = {}) => {
    const { status, body } = await technician.post('/api/stream-trials', {
      foundId: uuid(n),
      user: 'admin',
      password: 's3cret word',
      ...over,
    });
    return [status, body?.code];
  };

  it('shows its lighter stream, and the log has who tried which host', async () => {
    expect(await look(1)).toEqual([200, undefined]);
    expect(tried).toMatchObject([{ url: 'rtsp://192.0.2.1/sub', credentials: { user: 'admin' } }]);
    const logged = await custodyOf(api.database.pool, 'stream-tried');
    expect(logged).toMatchObject([{ role: 'technician', detail: { host: '192.0.2.1' } }]);
  });

  it('shows none of a camera that is registered, or may be', async () => {
    await run((await made()).body.id);
    expect(await look(1)).toEqual([409, 'camera-already-registered']);
    discoveryId = await discovered([found(8, { address: '192.0.2.8' })]);
    const byUrl = { url: 'rtsp://192.0.2.8/x', name: 'Cột 8', neighbourhoodId, withoutTrial: true };
    expect((await technician.post('/api/cameras', byUrl)).status).toBe(201);
    expect(await look(8)).toEqual([409, 'camera-already-registered']);
  });

  it('shows each six times in ten minutes, and sixty of all: neither a street nor a network is watched', async () => {
    for (let i = 0; i < 6; i++) expect((await look(1))[0]).toBe(200);
    expect(await look(1)).toEqual([429, 'too-many-tries']);
    expect((await look(2))[0]).toBe(200);
  });

  it('says why there is none: no such device, a refused password', async () => {
    expect(await look(9)).toEqual([400, 'found-camera-unknown']);
    refusesAt('192.0.2.1');
    expect(await look(1)).toEqual([400, 'camera-refused-password']);
    expect(await look(1, { url: 'rtsp://192.0.2.1/' })).toEqual([400, 'registration-source']);
  });
});
