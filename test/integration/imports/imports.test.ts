import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportId } from '../../../src/core/index.ts';
import { type CameraDescription, listDiscovery } from '../../../src/discovery/index.ts';
import { runImport } from '../../../src/enrolment/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, site, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aNeighbourhood } from '../api/ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let technician: Client;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  api = await startApi(postgres);
  technician = await api.as('technician');
  await aNeighbourhood(api, 'Khu phố 7');
  return () => api.close();
});

interface Row {
  readonly line: number;
  readonly state: string;
  readonly cells: Record<string, string>;
  readonly faults: { column?: string; code: string; message: string }[];
}
interface Import {
  readonly id: ImportId;
  readonly code?: string;
  readonly finishedAt?: string;
  readonly counts: Record<string, number>;
  readonly rows: Row[];
}

const header =
  'name,neighbourhood,lat,lon,stream_url,user,password,notice_text,notice_posted_on,owner_name,owner_consent_on';
const line = (n: number, over: Partial<Record<string, string>> = {}): string =>
  header
    .split(',')
    .map((column) => over[column] ?? good(n)[column] ?? '')
    .join(',');
const good = (n: number): Record<string, string> => ({
  name: `Cột ${n}`,
  neighbourhood: 'Khu phố 7',
  lat: '21.01',
  lon: '107.35',
  stream_url: `rtsp://192.0.2.${n}/live`,
  user: 'admin',
  password: `geheim-${n}`,
  notice_text: 'Khu vực có camera',
  notice_posted_on: '2026-11-01',
  owner_name: `Bà Hoa ${n}`,
  owner_consent_on: '2026-11-01',
});
const fileOf = (...lines: string[]): string => [header, ...lines, ''].join('\r\n');

async function upload(
  content: string | Buffer,
  search = '',
  type = 'text/csv',
): Promise<{ status: number; body: Import }> {
  const response = await fetch(`${technician.baseUrl}/api/imports${search}`, {
    method: 'POST',
    headers: { origin: technician.baseUrl, cookie: technician.cookie, 'content-type': type },
    body: typeof content === 'string' ? content : new Uint8Array(content),
  });
  return { status: response.status, body: (await response.json()) as Import };
}

const workerDeps = () => {
  const { timeZone } = api.deps.settings;
  return { ...api.deps, siteId: site, timeZone, sealer: api.deps.importSealer };
};

/** As the worker does. */
const work = (id: ImportId) => runImport(workerDeps(), id);

async function imported(content: string, search = ''): Promise<Import> {
  const { body } = await upload(content, search);
  expect((await technician.post(`/api/imports/${body.id}/run`, {})).status).toBe(202);
  await work(body.id);
  return (await technician.get(`/api/imports/${body.id}`)).body as unknown as Import;
}

const everything = async (): Promise<string> => {
  const tables = [
    'camera',
    'stream',
    'credential',
    'notice',
    'contributor',
    'camera_import',
    'camera_import_row',
  ];
  const rows = await Promise.all(
    tables.map((table) =>
      api.database.pool.query<object>(`select t.*, row_to_json(t) as whole from ${table} t`),
    ),
  );
  return JSON.stringify(rows.map(({ rows: found }) => found));
};

describe('when positions are in metres of VN-2000', () => {
  const file = [
    'name,neighbourhood,X (m),Y (m),stream_url',
    'Cột 1,Khu phố 7,2324115.161,458223.555,rtsp://192.0.2.1/live',
  ].join('\n');

  it('asks for the zone, then says how it read them and plans a camera there', async () => {
    expect(await upload(file)).toMatchObject({
      status: 400,
      body: { code: 'grid-zone-needed', field: 'zone' },
    });
    const { body } = await upload(file, '?zone=107-45');
    expect(body).toMatchObject({
      grid: { zone: '107-45', centralMeridian: '107°45′', isNorthFirst: true },
      rows: [{ state: 'new', cells: { lat: '21.01', lon: '107.35' } }],
    });
    expect((await upload(file, '?zone=107-45')).body.rows[0]?.cells).not.toHaveProperty('x');
  });
});

describe('when the columns of a file are not named as ours', () => {
  const file = [
    'STT,Điểm lắp,Tổ dân phố,Nơi,rtsp,Ghi chú',
    '1,Cột 1,Khu phố 7,Cổng chợ,rtsp://192.0.2.1/live,mới',
    '2,Cột 2,Khu phố 7,Bến xe,rtsp://192.0.2.2/live,cũ',
  ].join('\n');

  it('tells how it reads each, and takes what a person chose for the whole column', async () => {
    const read = await upload(file, '/columns');
    expect(read).toEqual({
      status: 200,
      body: {
        rows: 2,
        columns: [
          { header: 'STT', readAs: '-' },
          { header: 'Điểm lắp' },
          { header: 'Tổ dân phố', readAs: 'neighbourhood' },
          { header: 'Nơi' },
          { header: 'rtsp', readAs: 'stream_url' },
          { header: 'Ghi chú' },
        ],
      },
    });
    expect(await upload(file)).toMatchObject({ status: 400, body: { code: 'csv-column-unknown' } });
    const { body } = await upload(file, '?columns=-,name,,landmark,,-');
    expect(body.rows.map(({ state, cells }) => [state, cells])).toEqual([
      ['new', { name: 'Cột 1', neighbourhood: 'Khu phố 7', landmark: 'Cổng chợ' }],
      ['new', { name: 'Cột 2', neighbourhood: 'Khu phố 7', landmark: 'Bến xe' }],
    ]);
  });

  it.each(['name', '-,name,,landmark,,password2', '-,name,,landmark,,-,'])(
    'refuses the choice %s',
    async (columns) => {
      const { status, body } = await upload(file, `?columns=${columns}`);
      expect([status, body]).toMatchObject([400, { code: 'import-columns-invalid', field: 'columns' }]);
    },
  );
});

describe('when several rows are mended at once', () => {
  const file = fileOf(
    ...[1, 2, 3].map((n) => line(n, { notice_posted_on: '31/11/2026' })),
    line(4, { lat: '210.5' }),
  );
  const mend = (id: string, body: object) => technician.patch(`/api/imports/${id}/rows`, body);

  it('writes the cell into each of them and judges them again; the others stay', async () => {
    const { body } = await upload(file);
    const cells = { notice_posted_on: '1/11/2026' };
    const { status, body: mended } = await mend(body.id, { lines: [2, 3, 3], cells });
    expect(status).toBe(200);
    expect(mended).toMatchObject({
      rows: [
        { line: 2, state: 'new' },
        { line: 3, state: 'new' },
      ],
    });
    const kept = (await technician.get(`/api/imports/${body.id}`)).body as unknown as Import;
    expect(kept.rows.map(({ state, cells: { notice_posted_on: day } }) => [state, day])).toEqual([
      ['new', '1/11/2026'],
      ['new', '1/11/2026'],
      ['bad', '31/11/2026'],
      ['bad', '2026-11-01'],
    ]);
  });

  it('changes none of them when one does not exist', async () => {
    const { body } = await upload(file);
    const answer = await mend(body.id, { lines: [2, 99], cells: { notice_posted_on: '2026-11-01' } });
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'import-row-not-found' }]);
    const kept = (await technician.get(`/api/imports/${body.id}`)).body as unknown as Import;
    expect(kept.rows.every(({ state }) => state === 'bad')).toBe(true);
  });
});

describe('when a file with three bad rows is uploaded', () => {
  const file = fileOf(
    line(1),
    line(2, { lat: '210.5' }),
    line(3),
    line(4, { neighbourhood: 'Khu phố 70' }),
    line(5, { notice_posted_on: '31/11/2026', name: '' }),
  );

  it('names each bad row and field, and changes nothing', async () => {
    const { status, body } = await upload(file);
    expect([status, body.counts]).toEqual([201, { new: 2, amend: 0, known: 0, bad: 3, done: 0, failed: 0 }]);
    const bad = body.rows.filter(({ state }) => state === 'bad');
    expect(bad.map(({ line: at, faults }) => [at, faults.map(({ column, code }) => [column, code])])).toEqual(
      [
        [3, [['lat', 'place-off-earth']]],
        [5, [['neighbourhood', 'unknown-neighbourhood']]],
        [
          6,
          [
            ['name', 'camera-name-invalid'],
            ['notice_posted_on', 'notice-date-invalid'],
          ],
        ],
      ],
    );
    expect((await technician.get('/api/cameras')).body.cameras).toEqual([]);
  });

  it('does the good ones, and the others once they are mended', async () => {
    const { id, counts } = await imported(file);
    expect(counts).toMatchObject({ done: 2, bad: 3 });
    const mend = (at: number, cells: object) => technician.patch(`/api/imports/${id}/rows/${at}`, { cells });
    expect((await mend(3, { lat: '21.5' })).body).toMatchObject({ state: 'new', hasPassword: true });
    expect((await mend(5, { neighbourhood: 'khu phố 7 ' })).body).toMatchObject({ state: 'new' });
    expect((await mend(6, { name: 'Cột 5' })).body).toMatchObject({ state: 'bad' });
    await technician.post(`/api/imports/${id}/run`, {});
    await work(id);
    const { body } = await technician.get(`/api/imports/${id}`);
    expect(body).toMatchObject({ counts: { done: 4, bad: 1 } });
    expect((await technician.get('/api/cameras')).body.cameras).toHaveLength(4);
  });

  it('keeps no password and no name of an owner in clear, before or after', async () => {
    const { body } = await upload(file);
    for (const text of [JSON.stringify(body), await everything()]) {
      expect(text).not.toMatch(/geheim|Bà Hoa/);
      expect(text).not.toContain(Buffer.from('geheim').toString('hex'));
    }
    await work(body.id);
    expect(await everything()).not.toMatch(/geheim|Bà Hoa/);
    expect(JSON.stringify((await technician.get(`/api/imports/${body.id}`)).body)).not.toMatch(
      /geheim|Bà Hoa/,
    );
  });
});

describe('when an import is stopped', () => {
  it('does no further rows, and can be run again', async () => {
    const { body } = await upload(fileOf(line(1), line(2)));
    const path = `/api/imports/${body.id}`;
    await technician.post(`${path}/run`, {});
    expect((await technician.delete(`${path}/run`)).body).toMatchObject({
      finishedAt: expect.anything() as unknown,
    });
    await work(body.id);
    expect((await technician.get(path)).body).toMatchObject({ counts: { new: 2, done: 0 } });
    await technician.post(`${path}/run`, {});
    await work(body.id);
    expect((await technician.get(path)).body).toMatchObject({ counts: { new: 0, done: 2 } });
  });
});

describe('when an import needs its secrets no more', () => {
  const sealed = async (importId: string) =>
    (
      await api.database.pool.query<{ line: number; state: string; bytes: number }>(
        'select line, state, octet_length(sealed) as bytes from camera_import_row where import_id = $1 order by line',
        [importId],
      )
    ).rows;

  it('forgets those of rows that are done or known, and keeps those that wait for a person', async () => {
    const first = await imported(fileOf(line(1)));
    expect(await sealed(first.id)).toEqual([{ line: 2, state: 'done', bytes: 0 }]);
    const { id } = await imported(fileOf(line(1), line(2, { lat: '210.5' }), line(3)));
    const now = await sealed(id);
    expect(now).toMatchObject([
      { line: 2, state: 'known', bytes: 0 },
      { line: 3, state: 'bad' },
      { line: 4, state: 'done', bytes: 0 },
    ]);
    expect(now[1]?.bytes).toBeGreaterThan(100);
    const mended = await technician.patch(`/api/imports/${id}/rows/3`, { cells: { lat: '21.5' } });
    expect(mended.body).toMatchObject({ state: 'new', hasPassword: true });
  });

  it('forgets all of it a day after an import was stopped or left', async () => {
    const { body } = await upload(fileOf(line(1), line(2, { lat: '210.5' })));
    await technician.post(`/api/imports/${body.id}/run`, {});
    await technician.delete(`/api/imports/${body.id}/run`);
    const { imports } = api.deps;
    expect(await imports.forgetSecrets(noonMs)).toBe(0);
    expect((await sealed(body.id)).every(({ bytes }) => bytes > 100)).toBe(true);
    expect(await imports.forgetSecrets(noonMs + 1)).toBe(2);
    expect((await sealed(body.id)).every(({ bytes }) => bytes === 0)).toBe(true);
    const { rows } = (await technician.get(`/api/imports/${body.id}`)).body as unknown as Import;
    expect(rows.map(({ state, faults }) => [state, faults.at(-1)?.code])).toEqual([
      ['bad', 'row-secrets-forgotten'],
      ['bad', 'row-secrets-forgotten'],
    ]);
    const cells = { stream_url: 'rtsp://192.0.2.1/live', user: 'admin', password: 'x', owner_name: 'Lan' };
    const again = await technician.patch(`/api/imports/${body.id}/rows/2`, { cells });
    expect(again.body).toMatchObject({ state: 'new', faults: [], hasPassword: true });
    expect(await imports.forgetSecrets(noonMs)).toBe(0);
  });
});

describe('when an import is done', () => {
  it('registers each camera with credentials, notice and contributor', async () => {
    await imported(fileOf(line(1)));
    const { body } = await technician.get('/api/cameras');
    const [camera] = body.cameras;
    expect(camera).toMatchObject({ name: 'Cột 1', notice: { text: 'Khu vực có camera' } });
    const shown = await (await api.as('admin')).get(`/api/cameras/${camera?.id}/contributors`);
    expect(shown.body).toMatchObject({ contributors: [{ name: 'Bà Hoa 1', consentOn: '2026-11-01' }] });
    expect((await technician.get(`/api/cameras/${camera?.id}`)).body).toMatchObject({
      hasCredentials: true,
      stream: { url: 'rtsp://192.0.2.1/live' },
    });
  });

  it('changes nothing when the same file comes again', async () => {
    const file = fileOf(line(1), line(2));
    await imported(file);
    const [first] = (await technician.get('/api/cameras')).body.cameras;
    await technician.delete(`/api/cameras/${first?.id}/notices/current`);
    const before = JSON.stringify((await technician.get('/api/cameras')).body);
    const { counts } = await imported(file);
    expect(counts).toMatchObject({ known: 2, done: 0 });
    expect(JSON.stringify((await technician.get('/api/cameras')).body)).toBe(before);
  });

  it('adds to a registered camera what it lacks, and no more', async () => {
    const [neighbourhood] = await api.deps.cameras.neighbourhoods();
    await technician.post('/api/cameras', {
      url: 'rtsp://192.0.2.1/live',
      name: 'Old name',
      neighbourhoodId: neighbourhood?.id,
    });
    const { counts } = await imported(fileOf(line(1)));
    expect(counts).toMatchObject({ done: 1 });
    expect((await technician.get('/api/cameras')).body.cameras).toMatchObject([
      { name: 'Old name', place: { lat: 21.01 }, notice: { text: 'Khu vực có camera' } },
    ]);
  });

  it('makes neighbourhoods if told, each once', async () => {
    const file = fileOf(line(1, { neighbourhood: 'Khu phố 8' }), line(2, { neighbourhood: 'khu phố 8' }));
    const { counts } = await imported(file, '?createNeighbourhoods=true');
    expect(counts).toMatchObject({ done: 2 });
    const { body } = await technician.get('/api/neighbourhoods');
    expect(body.neighbourhoods).toMatchObject([{ name: 'Khu phố 7' }, { name: 'Khu phố 8' }]);
  });

  it('goes on where a killed worker left it, and makes no camera twice', async () => {
    const { body } = await upload(fileOf(line(1), line(2), line(3)));
    const { imports } = api.deps;
    let kept = 0;
    const dying = new Proxy(imports, {
      get: (target, name, receiver) => {
        if (name !== 'keepRows') return Reflect.get(target, name, receiver) as unknown;
        return async () => {
          kept += 1;
          throw new Error('killed');
        };
      },
    });
    await expect(runImport({ ...workerDeps(), imports: dying }, body.id)).rejects.toThrow('killed');
    expect(kept).toBe(3);
    await work(body.id);
    const answer = (await technician.get(`/api/imports/${body.id}`)).body as unknown as Import;
    expect(answer.counts).toMatchObject({ done: 3 });
    expect((await technician.get('/api/cameras')).body.cameras).toHaveLength(3);
  });
});

describe('when rows name discovered cameras', () => {
  const found = {
    endpointUuid: '11111111-2222-3333-4444-555555555555',
    address: '192.0.2.8',
    scopes: [],
    xaddrs: ['http://192.0.2.8:8000/onvif/device_service'],
    mac: '02:1b:b7:24:3f:f9',
  };
  const description: CameraDescription = {
    onvifUrl: 'http://192.0.2.8:8000/onvif/device_service',
    address: '192.0.2.8',
    identity: { mac: found.mac, serial: 'S1', model: 'M1' },
    clockSource: 'onvif',
    authScheme: 'digest',
    profiles: [{ token: 'p0', role: 'main', streamUrl: 'rtsp://192.0.2.8/main' }],
  };
  const csv = (cells: string) => `name,neighbourhood,onvif,mac,user,password\n${cells}\n`;

  beforeEach(async () => {
    const { body } = await technician.post('/api/discoveries');
    await api.deps.discoveries.finish(body.id, listDiscovery([{ found }], []), noonMs);
    api.directory.description = description;
  });

  it.each([
    ['address', 'Cột 1,Khu phố 7,192.0.2.8,,admin,pw'],
    ['MAC', 'Cột 1,Khu phố 7,,02-1B-B7-24-3F-F9,admin,pw'],
  ])('asks the camera of that %s what it is', async (_, cells) => {
    expect((await imported(csv(cells))).counts).toMatchObject({ done: 1 });
    expect(api.directory.asked).toMatchObject([
      { contact: { address: '192.0.2.8' }, credentials: { user: 'admin', password: 'pw' } },
    ]);
    expect((await imported(csv(cells))).counts).toMatchObject({ known: 1 });
  });

  it('tells of a MAC that nobody saw', async () => {
    const { body } = await upload(csv('Cột 1,Khu phố 7,,02:00:00:00:00:01,,'));
    expect(body.rows[0]?.faults).toMatchObject([{ column: 'mac', code: 'camera-not-discovered' }]);
  });

  it('keeps why a camera could not be registered, and tries it again when told', async () => {
    api.directory.description = undefined;
    const { id, rows, counts } = await imported(csv('Cột 1,Khu phố 7,192.0.2.8,,admin,pw'));
    expect(counts).toMatchObject({ failed: 1 });
    expect(rows[0]?.faults).toMatchObject([{ code: 'camera-offline' }]);
    api.directory.description = description;
    await technician.post(`/api/imports/${id}/run`, {});
    await work(id);
    expect((await technician.get(`/api/imports/${id}`)).body).toMatchObject({ counts: { done: 1 } });
  });
});

describe('when rows repeat one another', () => {
  it('names the line that was first', async () => {
    const { body } = await upload(fileOf(line(1), line(1, { name: 'Other' }), line(2, { name: 'Cột 1' })));
    expect(body.rows.map(({ faults }) => faults.map(({ code, message }) => [code, message]))).toEqual([
      [],
      [['row-camera-repeats', 'Line 2 is that camera.']],
      [['row-name-repeats', 'Line 2 has that name.']],
    ]);
  });
});

describe('when a file is hostile', () => {
  it.each<[string, number, string | Buffer, string?]>([
    ['csv-encoding', 400, Buffer.from([0xff, 0xfe, 0x00])],
    ['csv-too-many-rows', 400, fileOf(...Array.from({ length: 2_001 }, (_, n) => line(n)))],
    ['csv-column-unknown', 400, 'admin,geheim\nx,y\n'],
    ['csv-malformed', 400, fileOf('"unclosed')],
    ['upload-missing', 400, fileOf(line(1)), 'application/x-www-form-urlencoded'],
    ['body-too-large', 413, Buffer.alloc(10 * 1024 * 1024 + 1, 'a')],
  ])('is refused with %s', async (code, status, content, type) => {
    const answer = await upload(content, '', type);
    expect([answer.body.code, answer.status]).toEqual([code, status]);
    expect(JSON.stringify(answer.body)).not.toContain('geheim');
  });

  it('takes 2,000 rows', async () => {
    const { body } = await upload(fileOf(...Array.from({ length: 2_000 }, (_, n) => line(n))));
    expect(body.rows).toHaveLength(2_000);
  });

  it('is not read for a stranger', async () => {
    const officer = await api.as('officer');
    technician.cookie = officer.cookie;
    expect((await upload(fileOf(line(1)))).status).toBe(403);
  });
});

describe('when cameras are exported', () => {
  it('gives them without credentials, as an import knows them', async () => {
    await imported(fileOf(line(1, { name: '"=HYPERLINK(""http://x"")"' }), line(2)));
    const { bytes, headers } = await technician.get('/api/cameras.csv');
    const text = bytes.toString();
    expect(headers.get('content-disposition')).toContain('cameras.csv');
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).not.toMatch(/geheim|admin|Hoa/);
    expect((await upload(text)).body.counts).toMatchObject({ known: 2 });
  });

  it('offers a template that it reads itself', async () => {
    const { bytes } = await technician.get('/api/imports/template.csv');
    expect((await upload(bytes)).body.counts).toMatchObject({ new: 1 });
  });
});
