import { CENTRE, COLUMNS, NEIGHBOURHOODS, SPACING, STREETS } from '../place.ts';

export interface Feature {
  readonly type: 'Feature';
  readonly properties: { readonly kind: string; readonly name: string };
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

type Position = readonly [lon: number, lat: number];

/** Rounded to about a decimetre. */
const position = (lon: number, lat: number): Position => [rounded(lon), rounded(lat)];
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Names of `STREETS`, in their order, with the accents that technicians leave out. */
const accented = [
  'Hoa Phượng',
  'Cây Đa',
  'Biển Xanh',
  'Núi Đỏ',
  'Thuyền Buồm',
  'Giếng Cổ',
  'Hoa Sim',
  'Đồi Thông',
  'Cầu Gỗ',
  'Làng Chài',
] as const;

/** Middle of a neighbourhood, by its number from 1; `placeOf` places cameras around it. */
export function middleOf(number: number): { readonly lat: number; readonly lon: number } {
  const row = Math.floor((number - 1) / COLUMNS) - 1;
  const column = ((number - 1) % COLUMNS) - 1.5;
  return { lat: CENTRE.lat + row * SPACING.lat, lon: CENTRE.lon + column * SPACING.lon };
}

export const numbers: readonly number[] = Array.from({ length: NEIGHBOURHOODS }, (_, i) => i + 1);

/** Boundary of a neighbourhood; it contains all its cameras. */
export function boundary(number: number): Feature {
  const { lat, lon } = middleOf(number);
  const [halfLat, halfLon] = [SPACING.lat / 2, SPACING.lon / 2];
  const ring = [
    position(lon - halfLon, lat - halfLat),
    position(lon + halfLon, lat - halfLat),
    position(lon + halfLon, lat + halfLat),
    position(lon - halfLon, lat + halfLat),
    position(lon - halfLon, lat - halfLat),
  ];
  const properties = { kind: 'neighbourhood', name: `Khu phố ${number}` };
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
}

/** A street across the ward: even indices run east, odd ones north, each with one bend. */
export function street(index: number): Feature {
  const name = `Đường ${accented[index] ?? STREETS[index]}`;
  const share = (Math.floor(index / 2) + 0.5) / Math.ceil(STREETS.length / 2) - 0.5;
  const [spanLat, spanLon] = [SPACING.lat * 3, SPACING.lon * COLUMNS];
  const bend = 0.0008;
  const line =
    index % 2 === 0
      ? [-0.5, 0, 0.5].map((part, i) =>
          position(CENTRE.lon + part * spanLon, CENTRE.lat + share * spanLat + (i === 1 ? bend : 0)),
        )
      : [-0.5, 0, 0.5].map((part, i) =>
          position(CENTRE.lon + share * spanLon + (i === 1 ? bend : 0), CENTRE.lat + part * spanLat),
        );
  return {
    type: 'Feature',
    properties: { kind: 'street', name },
    geometry: { type: 'LineString', coordinates: line },
  };
}
