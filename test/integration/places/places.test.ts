import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wardGazetteer, wardGeoJson } from '../../../scripts/ward/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aCamera, aNeighbourhood } from '../api/ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let technician: Client;
let officer: Client;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  api = await startApi(postgres);
  [technician, officer] = [await api.as('technician'), await api.as('officer')];
  return () => api.close();
});

interface Answer {
  readonly code?: string;
  readonly field?: string;
  readonly kept?: number;
  readonly unknownNeighbourhoods?: string[];
  readonly faults?: object[];
}

async function upload(
  path: string,
  type: string,
  content: string,
): Promise<{ status: number; body: Answer }> {
  const response = await fetch(technician.baseUrl + path, {
    method: 'POST',
    headers: { origin: technician.baseUrl, cookie: technician.cookie, 'content-type': type },
    body: content,
  });
  return { status: response.status, body: (await response.json()) as Answer };
}
const uploadMap = (content: unknown, search = '') =>
  upload(
    `/api/map${search}`,
    'application/geo+json',
    typeof content === 'string' ? content : JSON.stringify(content),
  );
const uploadGazetteer = (content: string) => upload('/api/gazetteer', 'text/csv', content);

const found = async (q: string): Promise<{ kind: string; name: string }[]> =>
  ((await officer.get(`/api/places?q=${encodeURIComponent(q)}`)).body as unknown as { places: [] }).places;

const range = `from=${new Date(noonMs - 600_000).toISOString()}&to=${new Date(noonMs).toISOString()}`;
const seen = async (place: string) => officer.get(`/api/footage?place=${encodeURIComponent(place)}&${range}`);

describe('when the map of the ward is imported', () => {
  it('keeps eleven neighbourhoods and ten streets, once however often', async () => {
    for (const _ of [1, 2]) {
      const { body } = await uploadMap(wardGeoJson(), '?createNeighbourhoods=true');
      expect(body).toEqual({ kept: 21, buildings: 0, unknownNeighbourhoods: [], faults: [] });
    }
    const { body, headers } = await officer.get('/api/map');
    const { features } = body as unknown as { features: { properties: { kind: string } }[] };
    expect(features).toHaveLength(21);
    expect(features[0]).toMatchObject({ properties: { kind: 'neighbourhood', name: 'Khu phố 1' } });
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('etag')).toBeTruthy();
    expect((await technician.get('/api/neighbourhoods')).body.neighbourhoods).toHaveLength(11);
  });

  it('finds a house by its address, and draws none', async () => {
    const houseAt = (number: string, lon: number) => ({
      type: 'Feature',
      properties: { 'addr:housenumber': number, 'addr:street': 'Trần Phú' },
      geometry: { type: 'Point', coordinates: [lon, 21] },
    });
    const features = [houseAt('12', 107.1), houseAt('112', 107.2)];
    expect((await uploadMap({ type: 'FeatureCollection', features })).body.kept).toBe(2);
    expect((await officer.get('/api/map')).body).toMatchObject({ features: [] });
    for (const [typed, name] of [
      ['số 12 đường Trần Phú, phường Hoa Sim', '12 Trần Phú'],
      ['112 tran phu', '112 Trần Phú'],
    ] as const)
      expect((await found(typed))[0]).toMatchObject({ kind: 'landmark', name });
  });

  it('keeps one in metres only after it was shown in its place, in the zone that a person chose', async () => {
    const square = [
      [458_000, 2_324_000],
      [458_100, 2_324_000],
      [458_100, 2_324_100],
      [458_000, 2_324_000],
    ];
    const shape = {
      type: 'Feature',
      properties: { Ten: 'Chợ' },
      geometry: { type: 'LineString', coordinates: square },
    };
    const map = { type: 'FeatureCollection', features: [shape] };
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::5899' } };
    expect(await uploadMap(map)).toMatchObject({
      status: 400,
      body: { code: 'grid-zone-needed', field: 'zone' },
    });
    expect((await uploadMap(map, '?zone=108-99')).status).toBe(400);
    const kept = async () =>
      ((await officer.get('/api/map')).body as unknown as { features: [] }).features.length;
    for (const [content, search] of [
      [{ ...map, crs }, ''],
      [map, '?zone=107-45'],
      [{ ...map, crs }, '?zone=107-45&confirmed=false'],
    ] as const) {
      const { body } = await uploadMap(content, search);
      expect(body).toMatchObject({
        kept: 0,
        grid: { zone: '107-45', centralMeridian: '107°45′', isNorthFirst: false },
        preview: { features: [{ properties: { name: 'Chợ' }, geometry: { coordinates: { length: 4 } } }] },
      });
      expect(await kept()).toBe(0);
    }
    const { body } = await uploadMap({ ...map, crs }, '?confirmed=true');
    expect([body.kept, 'preview' in body, await kept()]).toEqual([1, false, 1]);
    expect((await officer.get('/api/places?q=cho')).body).toMatchObject({
      places: [{ name: 'Chợ', at: { lat: 21.008957, lon: 107.3488142 } }],
    });
  });

  it('says which neighbourhoods nobody knows', async () => {
    await aNeighbourhood(api, 'Khu phố 1');
    const { body } = await uploadMap(wardGeoJson());
    expect(body.unknownNeighbourhoods).toHaveLength(10);
    expect(body.unknownNeighbourhoods).not.toContain('Khu phố 1');
  });
});

describe('when the map has buildings', () => {
  const [lat, lon] = [21.01, 107.35];
  /** A block of 40 m by 20 m, so many metres to the north. */
  const blockAt = (northM: number) => {
    const [south, north] = [lat + northM / 111_200, lat + (northM + 20) / 111_200];
    const [west, east] = [lon - 0.0002, lon + 0.0002];
    const corners = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    return {
      type: 'Feature',
      properties: { building: 'yes' },
      geometry: { type: 'Polygon', coordinates: [corners] },
    };
  };
  const aMap = (...features: object[]) => ({ type: 'FeatureCollection', features });
  const ranked = async () => {
    const { body } = await officer.get(`/api/footage?near=${lat},${lon}&radiusM=300&${range}`);
    const { cameras } = body as unknown as { cameras: { name: string; view: string; isBlocked?: true }[] };
    return cameras.map(({ name, isBlocked = false }) => [name, isBlocked]);
  };

  it('ranks a camera behind one after those that see the place, until a map shows none there', async () => {
    const neighbourhoodId = await aNeighbourhood(api, 'Khu 7');
    const cameraAt = (name: string, metres: number) =>
      aCamera(api, {
        name,
        neighbourhoodId,
        place: { lat: lat + metres / 111_200, lon, bearingDeg: metres > 0 ? 180 : 0 },
      });
    await cameraAt('Phía bắc', 30);
    await cameraAt('Phía nam', -35);
    const open = [
      ['Phía bắc', false],
      ['Phía nam', false],
    ];
    expect(await ranked()).toEqual(open);
    expect((await uploadMap(aMap(blockAt(6)))).body).toMatchObject({ kept: 0, buildings: 1, faults: [] });
    // The north one stands 4 m behind the block: on its wall, as far as a pin tells.
    expect(await ranked()).toEqual(open);
    await uploadMap(aMap(blockAt(-28)));
    expect(await ranked()).toEqual([
      ['Phía bắc', false],
      ['Phía nam', true],
    ]);
    expect((await uploadMap(wardGeoJson(), '?createNeighbourhoods=true')).body).toMatchObject({
      buildings: 0,
    });
    expect((await ranked())[1]).toEqual(['Phía nam', true]);
    await uploadMap(aMap(blockAt(100)));
    expect(await ranked()).toEqual(open);
  });

  it('shows those of a map in metres before they count, and takes a named one as a landmark', async () => {
    const square = [
      [458_000, 2_324_000],
      [458_100, 2_324_000],
      [458_100, 2_324_100],
      [458_000, 2_324_000],
    ];
    const school = {
      type: 'Feature',
      properties: { building: 'school', Ten: 'Trường Hoa Sim' },
      geometry: { type: 'MultiPolygon', coordinates: [[square]] },
    };
    const { body } = await uploadMap(aMap(school), '?zone=107-45');
    expect(body).toMatchObject({
      buildings: 1,
      preview: { features: [{ properties: { kind: 'building', name: '' } }] },
    });
    await uploadMap(aMap(school), '?zone=107-45&confirmed=true');
    expect((await found('truong hoa sim'))[0]).toMatchObject({ kind: 'landmark', name: 'Trường Hoa Sim' });
    expect((await officer.get('/api/map')).body).toMatchObject({ features: [] });
  });
});

describe('when a place is searched by name', () => {
  beforeEach(async () => {
    await uploadMap(wardGeoJson(), '?createNeighbourhoods=true');
    await uploadGazetteer(wardGazetteer());
  });

  it.each([
    ['hoa phuong', 'Đường Hoa Phượng'],
    ['ĐƯỜNG HOA PHƯỢNG', 'Đường Hoa Phượng'],
    ['nui do', 'Đường Núi Đỏ'],
    ['chợ Cẩm Thịnh', 'Chợ Cẩm Thịnh'],
    ['cho phuong', 'Chợ Cẩm Thịnh'],
    ['kp 7', 'Khu phố 7'],
    ['khu pho 1', 'Khu phố 1'],
  ])('finds %s', async (query, name) => {
    expect((await found(query))[0]).toMatchObject({ name });
  });

  it('finds a camera by its landmark', async () => {
    const { body } = await technician.get('/api/neighbourhoods');
    const [neighbourhood] = body.neighbourhoods as { id: string }[];
    const camera = { url: 'rtsp://192.0.2.1/l', name: 'Cột 14', neighbourhoodId: neighbourhood?.id };
    await technician.post('/api/cameras', { ...camera, landmark: 'Quán cà phê Sương' });
    expect(await found('ca phe suong')).toMatchObject([{ kind: 'camera', name: 'Cột 14' }]);
  });

  it.each(['%', "' or 1=1 --", '', 'x'.repeat(201)])('takes %j for nothing but a name', async (query) => {
    const { status, body } = await officer.get(`/api/places?q=${encodeURIComponent(query)}`);
    if (status === 200) expect(body).toEqual({ places: [] });
    else expect([status, body.code]).toEqual([400, 'place-query-invalid']);
  });
});

describe('when footage of a named place is looked up', () => {
  beforeEach(async () => {
    await uploadMap(wardGeoJson(), '?createNeighbourhoods=true');
    await uploadGazetteer(wardGazetteer());
    const { body } = await technician.get('/api/neighbourhoods');
    const neighbourhoods = body.neighbourhoods as { id: string; name: string }[];
    const id = neighbourhoods.find(({ name }) => name === 'Khu phố 1')?.id as Parameters<
      typeof aCamera
    >[1]['neighbourhoodId'];
    const { places } = (await officer.get('/api/places?q=cho+cam+thinh')).body as unknown as {
      places: [{ at: { lat: number; lon: number } }];
    };
    const { lat, lon } = places[0].at;
    await aCamera(api, { name: 'gate', neighbourhoodId: id, place: { lat: lat + 0.0005, lon } });
    await aCamera(api, { name: 'far', neighbourhoodId: id, place: { lat: lat + 0.002, lon } });
  });

  it('means what stands near a landmark', async () => {
    const { body } = await seen('cho cam thinh');
    expect(body).toMatchObject({ place: { kind: 'landmark', name: 'Chợ Cẩm Thịnh' } });
    expect(body.cameras.map(({ name }) => name)).toEqual(['gate']);
  });

  it('means all of a neighbourhood', async () => {
    const { body } = await seen('khu pho 1');
    expect(body.cameras.map(({ name }) => name).sort()).toEqual(['far', 'gate']);
  });

  it.each([
    ['unknown-place', 'place=nowhere'],
    ['place-query-invalid', 'place=%3F'],
    ['place-ambiguous', 'place=khu+pho+1&near=21,107'],
  ])('refuses with %s', async (code, place) => {
    const { status, body } = await officer.get(`/api/footage?${place}&${range}`);
    expect([status, body.code]).toEqual([400, code]);
  });
});

describe('when a gazetteer has bad rows', () => {
  it('names them, and takes the others', async () => {
    const { body } = await uploadGazetteer(
      'kind,name,lat,lon,aliases\nlandmark,Chợ,21,107,\nbridge,Cầu,21,107,\nstreet,Đường,91,107,\nlandmark,,21,107,\n',
    );
    expect(body).toMatchObject({
      kept: 1,
      faults: [
        { line: 3, column: 'kind', code: 'gazetteer-kind-unknown' },
        { line: 4, column: 'lat', code: 'gazetteer-place-invalid' },
        { line: 5, column: 'name', code: 'gazetteer-name-invalid' },
      ],
    });
  });
});

describe('when a map is hostile', () => {
  it('leaves out the feature at fault, and names it', async () => {
    const map = wardGeoJson();
    const point = { type: 'Point', coordinates: [107, 95] };
    const off = { type: 'Feature', properties: { name: 'x' }, geometry: point };
    const { status, body } = await uploadMap({ ...map, features: [...map.features, off] });
    expect([status, body.kept]).toEqual([200, 21]);
    expect(body.faults).toMatchObject([
      { field: 'features[21].geometry', name: 'x', code: 'place-off-earth' },
    ]);
  });

  it('is refused when every feature is at fault, and nothing is kept', async () => {
    const geometry = { type: 'Point', coordinates: [107, 95] };
    const features = [{ type: 'Feature', properties: { name: 'x' }, geometry }];
    const { status, body } = await uploadMap({ type: 'FeatureCollection', features });
    expect([status, body.code, body.field]).toEqual([400, 'place-off-earth', 'features[0].geometry']);
    expect((await officer.get('/api/map')).body).toEqual({ type: 'FeatureCollection', features: [] });
  });

  it('is refused when it is nested without end', async () => {
    const { status, body } = await uploadMap(`${'['.repeat(1_000_000)}`);
    expect([status, body.code]).toEqual([400, 'geojson-not-json']);
  });
});
