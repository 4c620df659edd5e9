import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/adapters/csv/read-csv.ts';
import { textRows } from '../../../src/enrolment/import/dry-run.ts';
import { isoDay } from '../../../src/enrolment/import/written-day.ts';
import { writtenAmount } from '../../../src/enrolment/import/written-number.ts';

const rows = (content: string | Uint8Array) =>
  textRows(readCsv(typeof content === 'string' ? Buffer.from(content) : content, 10)).map(
    ({ line, cells }) => ({ line, ...cells }),
  );
const row = { name: 'Cột 16', neighbourhood: 'Khu phố 1', stream_url: 'rtsp://192.0.2.14/z' };

describe('when a spreadsheet was saved as text', () => {
  const tabs = 'name\tneighbourhood\tstream_url\r\nCột 16\tKhu phố 1\trtsp://192.0.2.14/z\r\n';
  const semicolons = tabs.replaceAll('\t', ';');
  const utf16be = Buffer.from(`\ufeff${tabs}`, 'utf16le').swap16();

  it.each<[string, string | Uint8Array, number]>([
    ['"Unicode Text" (UTF-16, little end first)', Buffer.from(`\ufeff${tabs}`, 'utf16le'), 2],
    ['UTF-16, big end first', utf16be, 2],
    ['UTF-16 with semicolons', Buffer.from(`\ufeff${semicolons}`, 'utf16le'), 2],
    ['UTF-8 with its mark and tabs', `\ufeff${tabs}`, 2],
    ['semicolons', semicolons, 2],
    ['line ends of an old Mac', semicolons.replaceAll('\r\n', '\r'), 2],
    ["Excel's line that names the separator", `sep=;\r\n${semicolons}`, 3],
    ['empty lines before the header', `\r\n\r\n${semicolons}`, 4],
  ])('is read as %s', (_, content, line) => {
    expect(rows(content)).toEqual([{ line, ...row }]);
  });

  const wide = (text: string, more: string) => text.replaceAll('\r\n', `${more}\r\n`);
  it.each([
    ['columns without a name', wide(semicolons, ';;')],
    ['a column without a name between others', semicolons.replaceAll(';', ';;')],
    ['rows of empty cells', `${semicolons};;\r\n;;\r\n`],
    ['rows of blanks', `${semicolons} ; ;\u00a0\r\n`],
    ['more empty rows than an import may have', `${semicolons}${';;\r\n'.repeat(50)}`],
    ['an empty row between header and rows', semicolons.replace('\r\n', '\r\n;;\r\n')],
    ['trailing separators in the header alone', semicolons.replace('\r\n', ';;;\r\n')],
    ['trailing separators in a row alone', wide(semicolons, ';;').replace(';;', '')],
  ])('counts no %s', (_, content) => {
    expect(rows(content).map(({ line, ...cells }) => cells)).toEqual([row]);
  });

  it('says which column has cells and no name', () => {
    expect(() => rows('name;;neighbourhood\nA;x;B\n')).toThrow(
      expect.objectContaining({ code: 'csv-column-unknown', field: 'column 2' }),
    );
  });

  it.each([
    ['with diacritics', 'STT;Tên;Khu phố;Địa chỉ RTSP'],
    ['in capitals, with a mark for what must be filled in', 'STT;TÊN (*);KHU PHỐ (*);ĐỊA CHỈ RTSP'],
    ['as a Mac writes diacritics', 'STT;Tên;Khu phố;Địa chỉ RTSP'.normalize('NFD')],
  ])('knows column names %s, and skips the number of the row', (_, header) => {
    expect(rows(`${header}\n1;Cột 16;Khu phố 1;rtsp://192.0.2.14/z\n`)).toEqual([{ line: 2, ...row }]);
  });
});

describe('when a day is written', () => {
  it.each([
    '01/11/2026',
    '1/11/2026',
    '01-11-2026',
    '1.11.2026',
    '01/11/26',
    '01/11/2026 0:00',
    '01/11/2026 00:00:00',
    '01/11/2026 12:00:00 SA',
    '2026-11-01T00:00:00',
    '2026/11/1',
    '01-Thg11-26',
    '1 tháng 11, 2026',
    'ngày 1 tháng 11 năm 2026',
    'ngày 1 tháng 11 năm 2026'.normalize('NFD'),
    '46327',
    '2026-11-01',
  ])('takes %s for 1 November 2026', (text) => expect(isoDay(text)).toBe('2026-11-01'));

  it.each([
    '11/13/2026/1',
    '01/11-2026',
    '1/11/226',
    '01/11/2026 07:30',
    '12345',
    '99999',
    '1e5',
    'hôm qua',
    '',
  ])('leaves %j to be refused', (text) => expect(isoDay(text)).toBe(text));
});

describe('when an amount is written', () => {
  it.each<[string, number]>([
    ['1.500.000 ₫', 1_500_000],
    ['1.500.000\u00a0₫', 1_500_000],
    ['1.500.000,00 ₫', 1_500_000],
    ['1,500,000.00', 1_500_000],
    ['500000đ', 500_000],
    ['500.000 VNĐ', 500_000],
    ['500.000 đồng', 500_000],
    ['1500000,00', 1_500_000],
  ])('takes %s for %d', (text, amount) => expect(writtenAmount(text)).toBe(amount));

  it.each(['1.500,000', '500,5', '500.5 ₫', '1,00,00', 'đ', '1.500.000.00'])(
    'leaves %j to be refused',
    (text) => expect(writtenAmount(text)).toBe(text),
  );
});
