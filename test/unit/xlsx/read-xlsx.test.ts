import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isWorkbook, readXlsx } from '../../../src/adapters/xlsx/read-xlsx.ts';

const xml = (text: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`);
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** As Excel writes one: cell style 1 is a date, 2 has a form of our own. */
const parts = (sheet: string, more: string) => ({
  '[Content_Types].xml': xml(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`),
  'xl/workbook.xml': xml(
    `<workbook xmlns="${main}" xmlns:r="${relations}">${more}<sheets><sheet name="Camera" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ),
  'xl/_rels/workbook.xml.rels': xml(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>
      <Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  ),
  'xl/styles.xml': xml(
    `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/></numFmts>
      <cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  ),
  'xl/worksheets/sheet1.xml': xml(`<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`),
});
const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (ref: string, value: number, style = 0) => `<c r="${ref}" s="${style}"><v>${value}</v></c>`;
const row = (n: number, ...cells: string[]) => `<row r="${n}">${cells.join('')}</row>`;
const workbook = (sheet: string, more = '') => zipSync(parts(sheet, more));
const header = row(1, text('A1', 'Tên'), text('B1', 'ngày treo biển'), text('C1', 'lat'));
const read = (sheet: string, more = '') => readXlsx(workbook(sheet, more), 10);

describe('when an Excel workbook is read', () => {
  it('takes days as days and numbers with a point, whatever the language of Excel', async () => {
    const first = row(2, text('A2', 'Cột 14'), number('B2', 46_327, 1), number('C2', 21.0123));
    const second = row(3, text('A3', 'Cột 15'), number('B3', 46_327, 2), number('C3', 21));
    expect(await read(header + first + second)).toEqual({
      header: ['Tên', 'ngày treo biển', 'lat'],
      records: [
        { line: 2, cells: ['Cột 14', '2026-11-01', '21.0123'] },
        { line: 3, cells: ['Cột 15', '2026-11-01', '21'] },
      ],
    });
  });

  it('takes the days of a Mac, which count from 1904', async () => {
    const cells = row(2, text('A2', 'x'), number('B2', 46_327 - 1_462, 1));
    const { records } = await read(header + cells, '<workbookPr date1904="1"/>');
    expect(records[0]?.cells[1]).toBe('2026-11-01');
  });

  it('skips empty rows, and keeps the number of the row in the sheet', async () => {
    const sheet = row(3, text('A3', 'name'), text('B3', 'neighbourhood')) + row(5, text('A5', 'Cột 14'));
    const { header: names, records } = await read(
      sheet + row(6, '<c r="A6" s="1"/>') + row(9, text('A9', ' ')),
    );
    expect(names).toEqual(['name', 'neighbourhood']);
    expect(records.map(({ line, cells: [name] }) => [line, name])).toEqual([[5, 'Cột 14']]);
  });

  it('keeps three decimals from being read as thousands', async () => {
    const { records } = await read(header + row(2, text('A2', 'x'), number('C2', 500.123)));
    expect(records[0]?.cells.at(-1)).toBe('500.1230');
  });

  it.each<[string, Uint8Array]>([
    ['csv-empty', workbook(header)],
    ['csv-empty', workbook('')],
    [
      'csv-too-many-rows',
      workbook(header + Array.from({ length: 11 }, (_, i) => row(i + 2, text(`A${i + 2}`, 'x'))).join('')),
    ],
    ['xlsx-unreadable', zipSync({ 'word/document.xml': xml('<w/>') })],
    ['xlsx-unreadable', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['xlsx-unreadable', Buffer.from('PK\u0003\u0004 and no more')],
    ['xlsx-unreadable', workbook(header).subarray(0, 900)],
    ['xlsx-too-large', zipSync({ ...parts(header, ''), 'xl/media/a.xml': new Uint8Array(8 * 1024 * 1024) })],
    [
      'xlsx-too-large',
      zipSync(Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`${i}.xml`, xml('')]))),
    ],
  ])('refuses with %s', async (code, bytes) => {
    await expect(readXlsx(bytes, 10)).rejects.toMatchObject({ name: 'AppError', kind: 'invalid', code });
  });

  it('is told from a text by its first bytes', () => {
    expect(isWorkbook(workbook(header))).toBe(true);
    expect(isWorkbook(Buffer.from('name;note\n'))).toBe(false);
    expect(isWorkbook(Buffer.from('PKW,note\n'))).toBe(false);
  });
});
