import { type CsvTable, fold, invalid } from '../../core/index.ts';
import { type FromVn2000, GridReader, isGridPosition, type ReadGrid, zoneById } from '../../places/index.ts';
import { writtenMetres } from './written-number.ts';

/** Two columns of a position. The numbers tell which is which, not the names: in cadastral files X is the north. */
const names = ['x', 'y', 'e', 'n', 'east', 'north', 'easting', 'northing', 'toa do x', 'toa do y'];
const nameOf = (header: string): string => fold(header).replace(/ (?:m|met|vn 2000|vn2000)$/, '');

/** Where a header names the two columns of a position; empty where it does not name exactly two. */
export function positionColumns(header: readonly string[]): readonly number[] {
  const found = header.flatMap((name, i) => (names.includes(nameOf(name)) ? [i] : []));
  return found.length === 2 ? found : [];
}

export interface GridChoice {
  readonly fromVn2000: FromVn2000;
  /** `107-45` or the like, as a person chose it. */
  readonly zoneId?: string | undefined;
}

/** A file with degrees in `lat` and `lon`, and the grid that they were in. */
export interface DegreesTable {
  readonly table: CsvTable;
  /** Absent where the file has no position in metres. */
  readonly grid?: ReadGrid;
}

/**
 * Turns columns such as `X (m)` and `Y (m)` into `lat` and `lon`: from metres of VN-2000, or from degrees, as QGIS names
 * them. Cells that cannot be read stay as they are, for the row to be found at fault. Errors: `grid-zone-needed` (invalid).
 */
export function degreesOf(table: CsvTable, { fromVn2000, zoneId }: GridChoice): DegreesTable {
  const [one, other] = positionColumns(table.header);
  if (one === undefined || other === undefined) return { table };
  const pairs = table.records.map(({ cells }) => [cells[one] ?? '', cells[other] ?? ''] as const);
  const reader = pairs.some(isInMetres) ? new GridReader(chosen(zoneId), fromVn2000) : undefined;
  const put = (cells: readonly string[], [lat, lon]: Pair): string[] =>
    cells.map((cell, i) => (i === one ? lat : i === other ? lon : cell));
  const records = table.records.map(({ line, cells }, i) => ({
    line,
    cells: put(cells, latAndLon(pairs[i] ?? ['', ''], reader)),
  }));
  return {
    table: { header: put(table.header, ['lat', 'lon']), records },
    ...(reader && { grid: reader.grid }),
  };
}

type Pair = readonly [string, string];

const isInMetres = ([one, other]: Pair): boolean =>
  isGridPosition(writtenMetres(one) ?? 0, writtenMetres(other) ?? 0);

/** In Vietnam the longitude is the larger of two degrees. */
function latAndLon(pair: Pair, reader: GridReader | undefined): Pair {
  const [one, other] = pair;
  const position = reader?.read(writtenMetres(one) ?? 0, writtenMetres(other) ?? 0);
  if (position) return [String(position[1]), String(position[0])];
  return Number(one.replace(',', '.')) > Number(other.replace(',', '.')) ? [other, one] : pair;
}

function chosen(id = '') {
  const zone = zoneById(id);
  if (zone) return zone;
  throw invalid('grid-zone-needed', 'The positions are in metres: choose the zone of VN-2000.', 'zone');
}
