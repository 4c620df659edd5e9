import { describe, expect, it } from 'vitest';
import { wardGeoJson } from '../../../scripts/ward/index.ts';
import { placeOf } from '../../../scripts/ward/place.ts';
import { fromVn2000 } from '../../../src/adapters/proj4/from-vn2000.ts';
import { fold } from '../../../src/core/fold.ts';
import { parseWardMap } from '../../../src/places/map/read-ward-map.ts';
import { rankPlaces } from '../../../src/places/place-search.ts';

const ring = [
  [107, 21],
  [108, 21],
  [108, 22],
  [107, 21],
];
const polygon = { type: 'Polygon', coordinates: [ring] };
const aFeature = (geometry: unknown = polygon, properties: unknown = { name: 'A' }) => ({
  type: 'Feature',
  properties,
  geometry,
});
const aMap = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const readAll = (map: unknown, zoneId?: string) =>
  parseWardMap(Buffer.from(typeof map === 'string' ? map : JSON.stringify(map)), { fromVn2000, zoneId });
const read = (map: unknown) => readAll(map).places;

describe('when a map is read', () => {
  it('tells neighbourhoods, streets and landmarks by their geometry', () => {
    const street = {
      type: 'LineString',
      coordinates: [
        [107, 21],
        [107.1, 21],
      ],
    };
    const places = read(
      aMap(aFeature(), aFeature(street), aFeature({ type: 'Point', coordinates: [107, 21, 5] })),
    );
    expect(places).toMatchObject([
      { kind: 'neighbourhood', box: { west: 107, south: 21, east: 108, north: 22 } },
      { kind: 'street', at: { lat: 21, lon: 107.05 } },
      { kind: 'landmark', at: { lat: 21, lon: 107 }, geometry: { coordinates: [107, 21] } },
    ]);
  });

  it.each([
    ['yes', 1],
    ['Residential', 1],
    ['no', 0],
  ])('takes a polygon whose property building is %s for a building, or not', (building, count) => {
    const courtyard = { type: 'MultiPolygon', coordinates: [[ring, ring]] };
    const { places, buildings, faults } = readAll(aMap(aFeature(), aFeature(courtyard, { building })));
    expect(buildings).toEqual(count === 1 ? [[ring, ring]] : []);
    expect(places).toHaveLength(1);
    expect(faults).toHaveLength(1 - count);
  });

  it('takes a building with a name or an address for a landmark, too, and no neighbourhood', () => {
    const properties = { building: 'yes', 'addr:housenumber': '12', 'addr:street': 'Trần Phú' };
    const { places, buildings } = readAll(
      aMap(aFeature(polygon, properties), aFeature(polygon, { ...properties, name: 'Chợ' })),
    );
    expect(buildings).toHaveLength(2);
    expect(places).toMatchObject([
      { kind: 'landmark', name: '12 Trần Phú', aliases: [], at: { lat: 21.5, lon: 107.5 } },
      { kind: 'landmark', name: 'Chợ', aliases: ['12 Trần Phú'] },
    ]);
    expect(places.some(({ geometry }) => geometry !== undefined)).toBe(false);
  });

  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
  it.each<[string, unknown]>([
    ['geojson-not-json', '{'],
    ['geojson-invalid', []],
    ['geojson-invalid', null],
    ['geojson-invalid', { type: 'FeatureCollection', features: {} }],
    ['geojson-invalid', deep],
    ['geojson-invalid', aMap(null)],
    ['geojson-crs', { ...aMap(), crs: {} }],
    ['geojson-name-invalid', aMap(aFeature(polygon, null))],
    ['geojson-name-invalid', aMap(aFeature(polygon, { name: 'a\u0000b' }))],
    ['geojson-geometry-invalid', aMap(aFeature(null))],
    ['geojson-geometry-invalid', aMap(aFeature({ type: 'GeometryCollection', geometries: [] }))],
    ['geojson-geometry-invalid', aMap(aFeature({ type: 'Polygon', coordinates: [] }))],
    ['geojson-geometry-invalid', aMap(aFeature({ type: 'Point', coordinates: ['107', '21'] }))],
    ['geojson-ring-open', aMap(aFeature({ type: 'Polygon', coordinates: [[...ring.slice(0, 3), [1, 1]]] }))],
    ['place-off-earth', aMap(aFeature({ type: 'Point', coordinates: [21, 107] }))],
    ['geojson-too-large', aMap(...Array.from({ length: 30_001 }, () => aFeature()))],
    [
      'geojson-too-large',
      aMap(aFeature({ type: 'LineString', coordinates: Array.from({ length: 200_001 }, () => [1, 1]) })),
    ],
  ])('refuses with %s', (code, map) => {
    expect(() => read(map)).toThrow(expect.objectContaining({ code }));
  });
});

describe('when a map says its coordinate system', () => {
  const named = (name: unknown) => ({ ...aMap(aFeature()), crs: { type: 'name', properties: { name } } });

  it.each([
    'urn:ogc:def:crs:OGC:1.3:CRS84',
    'urn:ogc:def:crs:OGC::CRS84',
    'urn:ogc:def:crs:OGC:1.3:CRS84h',
    'OGC:CRS84',
    'CRS84',
    'EPSG:4326',
    'urn:ogc:def:crs:EPSG::4326',
    'urn:ogc:def:crs:EPSG:9.8:4326',
    'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
    'https://www.opengis.net/def/crs/EPSG/0/4326',
  ])('takes %s for WGS 84, longitude first', (name) => {
    expect(read(named(name))).toMatchObject([{ box: { west: 107, south: 21 } }]);
  });

  it('takes null, and the code of early drafts', () => {
    expect(read({ ...aMap(aFeature()), crs: null })).toHaveLength(1);
    const crs = { type: 'EPSG', properties: { code: 4326 } };
    expect(read({ ...aMap(aFeature()), crs })).toHaveLength(1);
  });

  it.each(['EPSG:3857', 'urn:ogc:def:crs:EPSG::6959', 'urn:ogc:def:crs:EPSG::4756'])(
    'refuses %s by its number, with the remedy',
    (name) => {
      const number = /\d+$/.exec(name)?.[0] ?? '';
      const message = expect.stringMatching(`${number}.*4326`) as string;
      expect(() => read(named(name))).toThrow(
        expect.objectContaining({ code: 'geojson-crs', field: 'crs', message }),
      );
    },
  );

  it.each([{ toString: 1 }, 'hunter2', 7, null])('refuses %j, and does not repeat it', (name) => {
    expect(() => read(named(name))).toThrow(expect.objectContaining({ code: 'geojson-crs' }));
    expect(() => read(named(name))).not.toThrow(/hunter2/);
  });
});

describe('when a map is in metres of VN-2000', () => {
  const point = (first: number, second: number) => ({ type: 'Point', coordinates: [first, second] });
  const square = [
    [458_000, 2_324_000],
    [458_100, 2_324_000],
    [458_100, 2_324_100],
    [458_000, 2_324_000],
  ];
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::5899' } };
  const marker = aFeature(point(458_223.555, 2_324_115.161), { name: 'Cổng chợ' });

  it('reads it by its crs, as QGIS writes it, and says so', () => {
    const { places, grid, faults } = readAll({
      ...aMap(aFeature({ type: 'Polygon', coordinates: [square] }), marker),
      crs,
    });
    expect(grid).toEqual({ zone: '107-45', centralMeridian: '107°45′', isNorthFirst: false });
    expect(faults).toEqual([]);
    expect(places[1]).toMatchObject({ at: { lat: 21.01, lon: 107.35 } });
    expect(places[0]).toMatchObject({
      box: { west: 107.3478523, east: 107.3488142, south: 21.0089547, north: 21.0098603 },
    });
  });

  it.each([[undefined], [null], [{ type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } }]])(
    'asks for the zone where its crs is %j, and reads it by that',
    (said) => {
      const map = { ...aMap(marker), ...(said !== undefined && { crs: said }) };
      expect(() => readAll(map)).toThrow(
        expect.objectContaining({ code: 'grid-zone-needed', field: 'zone' }),
      );
      expect(readAll(map, '107-45').places[0]).toMatchObject({ at: { lat: 21.01, lon: 107.35 } });
    },
  );

  it('takes the zone that a person chose before its own, and either order of axes', () => {
    const swapped = aMap(aFeature(point(2_324_115.161, 458_223.555)));
    const { places, grid } = readAll({ ...swapped, crs }, '105-00');
    expect(grid).toEqual({ zone: '105-00', centralMeridian: '105°00′', isNorthFirst: true });
    expect(places[0]?.at.lon).toBeCloseTo(107.35 - 2.75, 3);
  });

  it('leaves out a feature elsewhere, and names it', () => {
    const { places, faults } = readAll({ ...aMap(marker, aFeature(point(107.35, 21.01))), crs });
    expect(places).toHaveLength(1);
    expect(faults).toMatchObject([{ field: 'features[1].geometry', code: 'place-off-grid' }]);
  });
});

describe('when a place is drawn in pieces', () => {
  const way = (from: number, to: number) => ({
    type: 'LineString',
    coordinates: [
      [from, 21],
      [to, 21],
    ],
  });
  const street = (geometry: object, name = 'Đường Hoa Sim') => aFeature(geometry, { name });
  const joined = [
    [
      [107, 21],
      [107.1, 21],
    ],
    [
      [107.1, 21],
      [107.2, 21],
    ],
  ];

  it.each<[string, unknown[]]>([
    ['two ways', [street(way(107, 107.1)), street(way(107.1, 107.2))]],
    [
      'a way that is there twice',
      [way(107, 107.1), way(107.1, 107.2), way(107, 107.1)].map((each) => street(each)),
    ],
    [
      'a way and several',
      [
        street(way(107, 107.1)),
        street({ type: 'MultiLineString', coordinates: [way(107.1, 107.2).coordinates] }),
      ],
    ],
    [
      'ways whose names differ in composition and blanks',
      [street(way(107, 107.1)), street(way(107.1, 107.2), ' Đường  Hoa Sim'.normalize('NFD'))],
    ],
    [
      'ways whose names differ in case',
      [street(way(107, 107.1)), street(way(107.1, 107.2), 'ĐƯỜNG HOA SIM')],
    ],
  ])('is one street of %s', (_, features) => {
    const { places, faults } = readAll(aMap(...features));
    expect(faults).toEqual([]);
    expect(places).toMatchObject([
      {
        kind: 'street',
        name: 'Đường Hoa Sim',
        box: { west: 107, east: 107.2 },
        geometry: { type: 'MultiLineString', coordinates: joined },
      },
    ]);
  });

  it('is one neighbourhood of two polygons, beside the street of its name', () => {
    const island = ring.map(([lon = 0, lat = 0]) => [lon + 2, lat]);
    const { places } = readAll(
      aMap(aFeature(), aFeature({ type: 'Polygon', coordinates: [island] }), aFeature(way(107, 107.1))),
    );
    expect(places).toMatchObject([
      { kind: 'neighbourhood', geometry: { type: 'MultiPolygon', coordinates: [[ring], [island]] } },
      { kind: 'street' },
    ]);
  });
});

describe('when a map has odd features', () => {
  const point = (coordinates: unknown) => ({ type: 'Point', coordinates });
  it.each<[string, string, unknown]>([
    ['geojson-invalid', 'features[1]', null],
    ['geojson-geometry-invalid', 'features[1].geometry', aFeature(null, { name: 'B' })],
    ['geojson-name-invalid', 'features[1].properties.name', aFeature(point([107, 21]), { name: null })],
    ['geojson-name-invalid', 'features[1].properties.name', aFeature(point([107, 21]), {})],
    ['geojson-geometry-invalid', 'features[1].geometry', aFeature({ type: 'MultiPolygon', coordinates: [] })],
    [
      'geojson-geometry-invalid',
      'features[1].geometry',
      aFeature({ type: 'GeometryCollection', geometries: [] }),
    ],
    [
      'geojson-ring-open',
      'features[1].geometry',
      aFeature({ type: 'Polygon', coordinates: [[...ring.slice(0, 3), [1, 1]]] }),
    ],
    ['place-off-earth', 'features[1].geometry', aFeature(point([453_022, 2_323_021]))],
  ])('leaves one out with %s, names it, and takes the others', (code, field, odd) => {
    const { places, faults } = readAll(aMap(aFeature(), odd, aFeature(polygon, { name: 'C' })));
    expect(places.map(({ name }) => name)).toEqual(['A', 'C']);
    expect(faults).toMatchObject([{ code, field }]);
  });

  it('names a left-out feature by its name, and leaves out a second landmark of one name', () => {
    const gate = aFeature(point([107, 21]), { name: 'Cổng chợ' });
    const { places, faults } = readAll(aMap(gate, aFeature(point([107.1, 21]), { name: 'Cổng chợ' })));
    expect(places).toHaveLength(1);
    expect(faults).toMatchObject([{ code: 'geojson-name-twice', name: 'Cổng chợ' }]);
  });
});

describe('when a shape is named', () => {
  it.each<[string, object]>([
    ['name', { name: 'Khu phố 7' }],
    ['Ten', { Ten: 'Khu phố 7' }],
    ['TEN', { OBJECTID: 3, TEN: 'Khu phố 7' }],
    ['name_vi', { name_vi: 'Khu phố 7' }],
    ['name:vi of OpenStreetMap', { 'name:en': 'Quarter 7', 'name:vi': 'Khu phố 7', name: 'Quarter 7' }],
    ['Tên, composed either way', { Tên: 'Khu phố 7' }],
    ['ten_khu_ph, as a shapefile cuts it', { ten_khu_ph: 'Khu phố 7', name: null }],
    ['TEN_KP', { TEN_KP: 'Khu phố 7', name: '' }],
    ['tenKhuPho', { tenKhuPho: 'Khu phố 7' }],
  ])('finds it under %s', (_, properties) => {
    expect(read(aMap(aFeature(polygon, properties)))).toMatchObject([{ name: 'Khu phố 7' }]);
  });

  it('takes a number for a name', () => {
    expect(read(aMap(aFeature(polygon, { TEN: 7 })))).toMatchObject([{ name: '7' }]);
  });
});

describe('when a map has addresses of houses', () => {
  const house = { 'addr:housenumber': '12', 'addr:street': 'Trần Phú' };

  it('makes a house without a name a landmark in its middle, and no shape of the map', () => {
    const [place] = read(aMap(aFeature(polygon, { ...house, building: 'yes' })));
    expect(place).toMatchObject({ kind: 'landmark', name: '12 Trần Phú', at: { lat: 21.5, lon: 107.5 } });
    expect(place).not.toHaveProperty('geometry');
    const [point] = read(
      aMap(aFeature({ type: 'Point', coordinates: [107, 21] }, { so_nha: 12, duong: 'Trần Phú' })),
    );
    expect(point).toMatchObject({ kind: 'landmark', name: '12 Trần Phú', at: { lat: 21, lon: 107 } });
  });

  it('keeps the address of what has a name beside the name', () => {
    const [place] = read(
      aMap(aFeature({ type: 'Point', coordinates: [107, 21] }, { ...house, name: 'Quán Mai' })),
    );
    expect(place).toMatchObject({ name: 'Quán Mai', aliases: ['12 Trần Phú'], geometry: { type: 'Point' } });
  });

  it('needs both number and street', () => {
    const half = () => read(aMap(aFeature(polygon, { 'addr:housenumber': '12' })));
    expect(half).toThrow(expect.objectContaining({ code: 'geojson-name-invalid' }));
  });
});

describe("when the simulated ward's map is read", () => {
  it('has every camera inside its neighbourhood', () => {
    const places = read(wardGeoJson());
    expect(places.map(({ kind }) => kind).filter((kind) => kind === 'neighbourhood')).toHaveLength(11);
    for (let number = 0; number < 190; number++) {
      const at = placeOf(Buffer.alloc(32, (number * 37) % 256), number);
      const box = places.find(({ name }) => name === at.neighbourhood)?.box;
      const isInside =
        box && box.west <= at.lon && at.lon <= box.east && box.south <= at.lat && at.lat <= box.north;
      expect(isInside).toBe(true);
    }
  });
});

describe('when a name is folded', () => {
  it.each([
    ['Đường Hoa Phượng', 'duong hoa phuong'],
    ['ĐƯỜNG  hoa-phượng!', 'duong hoa phuong'],
    ['Nguyễn Ái Quốc'.normalize('NFD'), 'nguyen ai quoc'],
    ['%_', ''],
  ])('%s is %s', (text, folded) => expect(fold(text)).toBe(folded));
});

describe('when places are ranked', () => {
  it('puts the whole name before its beginning, and that before a part', () => {
    const named = (name: string) => ({ kind: 'landmark', name, aliases: [] }) as const;
    const names = ['Quán Chợ', 'Chợ Mới', 'Chợt', 'Chợ'].map(named);
    expect(rankPlaces('cho', names).map(({ name }) => name)).toEqual(['Chợ', 'Chợ Mới', 'Chợt', 'Quán Chợ']);
  });
});
