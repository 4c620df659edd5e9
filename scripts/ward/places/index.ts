import { STREETS } from '../place.ts';
import { boundary, type Feature, middleOf, numbers, street } from './shapes.ts';

/** The ward's map, from the geometry that places its cameras: eleven neighbourhoods, ten invented streets. */
export const wardGeoJson = (): {
  readonly type: 'FeatureCollection';
  readonly features: readonly Feature[];
} => ({
  type: 'FeatureCollection',
  features: [...numbers.map(boundary), ...STREETS.map((_, index) => street(index))],
});

const landmarks = [
  ['Chợ Cẩm Thịnh', 'cho trung tam|chợ phường'],
  ['Ngã ba Giếng Cổ', 'nga 3 gieng co'],
  ['Trạm y tế phường', 'tram xa'],
  ['Trường tiểu học Hoa Sim', 'truong hoa sim'],
  ['Đình Làng Chài', ''],
] as const;

/** Names without a shape: landmarks in the middle of neighbourhoods, and aliases of the neighbourhoods. */
export function wardGazetteer(): string {
  const rows = [
    ...landmarks.map(([name, aliases], i) => row('landmark', name, middleOf(i * 2 + 1), aliases)),
    ...numbers.map((number) =>
      row(
        'neighbourhood',
        `Khu phố ${number}`,
        middleOf(number),
        `KP${number}|KP ${number}|Tổ dân phố ${number}`,
      ),
    ),
  ];
  return `${['kind,name,lat,lon,aliases', ...rows].join('\n')}\n`;
}

const row = (kind: string, name: string, at: { lat: number; lon: number }, aliases: string): string =>
  [kind, name, at.lat.toFixed(6), at.lon.toFixed(6), aliases].join(',');
