import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/adapters/csv/read-csv.ts';
import { fromVn2000 } from '../../../src/adapters/proj4/from-vn2000.ts';
import { textRows } from '../../../src/enrolment/import/dry-run.ts';
import { degreesOf } from '../../../src/enrolment/import/grid-columns.ts';
import { writtenMetres } from '../../../src/enrolment/import/written-number.ts';

/** 107.35, 21.01 in EPSG:5899, by `gdaltransform` (see `vn2000.test.ts`). */
const [east, north] = ['458223.555', '2324115.161'];
const place = { lat: '21.01', lon: '107.35' };

function read(text: string, zoneId?: string) {
  const { table, grid } = degreesOf(readCsv(Buffer.from(text), 100), { fromVn2000, zoneId });
  return { cells: textRows(table).map(({ cells }) => ({ lat: cells?.lat, lon: cells?.lon })), grid };
}
const file = (names: string, ...rows: string[]) =>
  [`name;neighbourhood;${names}`, ...rows.map((row, i) => `Cột ${i};Khu phố 7;${row}`)].join('\n');

describe('when a file has the positions of cameras in metres', () => {
  it.each([
    ['x;y', `${north};${east}`, true],
    ['X (m);Y (m)', `${north};${east}`, true],
    ['Toạ độ X;Toạ độ Y', `${north};${east}`, true],
    ['Y;X', `${east};${north}`, false],
    ['E;N', `${east};${north}`, false],
    ['Easting;Northing', '458223,555;2324115,161', false],
    ['N (m);E (m)', '2.324.115,161;458.223,555', true],
    ['X VN-2000;Y VN-2000', '2 324 115.161;458 223.555', true],
  ])('reads %s by their magnitudes: X is the north in cadastral files', (names, row, isNorthFirst) => {
    const { cells, grid } = read(file(names, row), '107-45');
    expect(grid).toEqual({ zone: '107-45', centralMeridian: '107°45′', isNorthFirst });
    expect(cells).toEqual([place]);
  });

  it('asks for the zone, which the file does not name', () => {
    const needed = expect.objectContaining({ code: 'grid-zone-needed', field: 'zone' }) as Error;
    expect(() => read(file('x;y', `${north};${east}`))).toThrow(needed);
    expect(() => read(file('x;y', `${north};${east}`), '107-99')).toThrow(needed);
  });

  it('leaves what it cannot read, for the row to be found at fault', () => {
    const { cells } = read(file('x;y', `${north};${east}`, ';', 'cổng chợ;1'), '107-45');
    expect(cells).toEqual([place, { lat: undefined, lon: undefined }, { lat: 'cổng chợ', lon: '1' }]);
  });

  it.each([
    ['X;Y', '107.35;21.01'],
    ['Y;X', '21,01;107,35'],
  ])('takes degrees in %s, as QGIS names them, without a zone', (names, row) => {
    const { cells, grid } = read(file(names, row));
    expect(grid).toBeUndefined();
    const [found] = cells;
    expect([found?.lat, found?.lon].map((text) => Number(text?.replace(',', '.')))).toEqual([21.01, 107.35]);
  });

  it('touches no other file', () => {
    expect(read(file('lat;lon', '21.01;107.35')).cells).toEqual([place]);
  });
});

it.each([
  ['2324115.161', 2_324_115.161],
  ['2324115,161', 2_324_115.161],
  ['2.324.115', 2_324_115],
  ['458.223', 458_223],
  ['458,223.5', 458_223.5],
  ['458223', 458_223],
  ['-458223', undefined],
  ['1e6', undefined],
  ['', undefined],
])('reads %s metres as %s', (text, metres) => {
  expect(writtenMetres(text)).toBe(metres);
});
