import { type CsvTable, cellsOf, columnsOf, printable } from '../core/index.ts';
import { isOnEarth } from './place.ts';
import type { NamedPlace, PlaceKind } from './ward-map.ts';

export const gazetteerColumns = ['kind', 'name', 'lat', 'lon', 'aliases'] as const;
type GazetteerColumn = (typeof gazetteerColumns)[number];

export const maxGazetteerRows = 20_000;
const maxAliases = 20;
const maxNameLength = 200;
const kinds: readonly PlaceKind[] = ['neighbourhood', 'street', 'landmark'];

export interface GazetteerFault {
  readonly line: number;
  readonly column?: GazetteerColumn;
  readonly code: string;
  readonly message: string;
}

export interface Gazetteer {
  readonly places: readonly NamedPlace[];
  /** Rows that were left out, and why. */
  readonly faults: readonly GazetteerFault[];
}

const codes = {
  kind: ['gazetteer-kind-unknown', 'A place is a neighbourhood, a street or a landmark.'],
  name: ['gazetteer-name-invalid', 'A name has 1 to 200 printable characters.'],
  lat: ['gazetteer-place-invalid', 'A place has lat and lon in decimal degrees.'],
  aliases: ['gazetteer-aliases-invalid', 'Aliases are separated by | and are at most 20.'],
} as const satisfies Partial<Record<GazetteerColumn, readonly [code: string, message: string]>>;

/**
 * Names of places: `kind,name,lat,lon,aliases`, aliases between `|`. Attacker-controlled. A bad row is left out and
 * named; the others count. Errors: those of `columnsOf`.
 */
export function parseGazetteer(table: CsvTable): Gazetteer {
  const named = columnsOf(table.header, { known: gazetteerColumns, needed: ['kind', 'name', 'lat', 'lon'] });
  const places: NamedPlace[] = [];
  const faults: GazetteerFault[] = [];
  for (const record of table.records) {
    const read = rowOf(cellsOf(named, record) ?? {});
    if (typeof read === 'object') places.push(read);
    else {
      const [code, message] = codes[read];
      faults.push({ line: record.line, column: read, code, message });
    }
  }
  return { places, faults };
}

/** The place, or the column at fault. */
function rowOf(cells: Partial<Record<GazetteerColumn, string>>): NamedPlace | keyof typeof codes {
  const kind = kinds.find((known) => known === cells.kind?.toLowerCase());
  const name = (cells.name ?? '').normalize('NFC');
  const [lat, lon] = [degrees(cells.lat), degrees(cells.lon)];
  const aliases = (cells.aliases ?? '')
    .split('|')
    .map((alias) => alias.trim().normalize('NFC'))
    .filter((alias) => alias !== '');
  if (!kind) return 'kind';
  if (!isName(name)) return 'name';
  if (lat === undefined || lon === undefined || !isOnEarth({ lat, lon })) return 'lat';
  if (aliases.length > maxAliases || !aliases.every(isName)) return 'aliases';
  return { kind, name, aliases, at: { lat, lon }, box: { west: lon, south: lat, east: lon, north: lat } };
}

const degrees = (text = ''): number | undefined =>
  /^[+-]?\d{1,3}(?:[.,]\d{1,15})?$/.test(text) ? Number(text.replace(',', '.')) : undefined;

const isName = (text: string): boolean => text !== '' && text.length <= maxNameLength && printable.test(text);
