import { describe, expect, it } from 'vitest';
import { wardGeoJson } from '../../../scripts/ward/index.ts';
import { placeOf } from '../../../scripts/ward/place.ts';
import { fold } from '../../../src/core/fold.ts';
import { parseWardMap } from '../../../src/places/geojson.ts';
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
const read = (map: unknown) => parseWardMap(Buffer.from(typeof map === 'string' ? map : JSON.stringify(map)));

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
    ['geojson-name-twice', aMap(aFeature(), aFeature())],
    ['geojson-geometry-invalid', aMap(aFeature(null))],
    ['geojson-geometry-invalid', aMap(aFeature({ type: 'GeometryCollection', geometries: [] }))],
    ['geojson-geometry-invalid', aMap(aFeature({ type: 'Polygon', coordinates: [] }))],
    ['geojson-geometry-invalid', aMap(aFeature({ type: 'Point', coordinates: ['107', '21'] }))],
    ['geojson-ring-open', aMap(aFeature({ type: 'Polygon', coordinates: [[...ring.slice(0, 3), [1, 1]]] }))],
    ['place-off-earth', aMap(aFeature({ type: 'Point', coordinates: [21, 107] }))],
    ['geojson-too-large', aMap(...Array.from({ length: 5_001 }, () => aFeature()))],
    [
      'geojson-too-large',
      aMap(aFeature({ type: 'LineString', coordinates: Array.from({ length: 200_001 }, () => [1, 1]) })),
    ],
  ])('refuses with %s', (code, map) => {
    expect(() => read(map)).toThrow(expect.objectContaining({ code }));
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
