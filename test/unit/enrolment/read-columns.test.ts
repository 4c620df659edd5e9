import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/adapters/csv/read-csv.ts';
import { fromVn2000 } from '../../../src/adapters/proj4/from-vn2000.ts';
import { textRows } from '../../../src/enrolment/import/dry-run.ts';
import { degreesOf } from '../../../src/enrolment/import/grid-columns.ts';
import { chosenColumns, readColumns } from '../../../src/enrolment/import/read-columns.ts';

const table = (...lines: string[]) => readCsv(Buffer.from(lines.join('\n')), 100);

describe('when the columns of a file are read', () => {
  it('tells what each is read as, the two of a position among them', () => {
    expect(readColumns(table('STT;Tên camera;Khu phố;X (m);Y (m);Màu', '1;a;b;2;3;c'))).toEqual([
      { header: 'STT', readAs: '-' },
      { header: 'Tên camera', readAs: 'name' },
      { header: 'Khu phố', readAs: 'neighbourhood' },
      { header: 'X (m)', readAs: 'position' },
      { header: 'Y (m)', readAs: 'position' },
      { header: 'Màu' },
    ]);
  });

  it('repeats no first line that may be a camera with its password', () => {
    const columns = readColumns(table('Cột 1,Khu phố 7,admin,geheim', 'Cột 2,Khu phố 7,admin,geheim'));
    expect(columns).toEqual([{}, {}, {}, {}]);
  });

  it('repeats no cell of a header that may hold credentials', () => {
    const [, , third] = readColumns(table('name,neighbourhood,rtsp://admin:geheim@192.0.2.1/', 'a,b,c'));
    expect(third).toEqual({});
  });
});

describe('when a person chooses what columns are', () => {
  it('reads two columns chosen as a position, and drops one that is left out with its cells', () => {
    const given = table('Tên,Khu phố,Bắc,Đông,Ghi chú', 'Cột 1,Khu phố 7,2324115.161,458223.555,cũ');
    const { table: read } = degreesOf(chosenColumns(given, ',,position,position,-'), {
      fromVn2000,
      zoneId: '107-45',
    });
    expect(textRows(read)).toEqual([
      { line: 2, cells: { name: 'Cột 1', neighbourhood: 'Khu phố 7', lat: '21.01', lon: '107.35' } },
    ]);
  });

  it('exchanges columns that were guessed the wrong way round', () => {
    const given = table('Tên,Khu phố,Vĩ độ,Kinh độ', 'Cột 1,Khu phố 7,107.35,21.01');
    expect(textRows(chosenColumns(given, 'name,neighbourhood,lon,lat'))).toMatchObject([
      { cells: { lat: '21.01', lon: '107.35' } },
    ]);
  });

  it('still finds a row with more cells than columns at fault', () => {
    const given = table('Tên,Khu phố,Ghi chú', 'Cột 1,Khu phố 7,cũ,thừa');
    expect(textRows(chosenColumns(given, ',,-'))).toEqual([{ line: 2, cells: undefined }]);
  });
});
