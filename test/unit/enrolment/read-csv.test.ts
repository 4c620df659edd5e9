import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/adapters/csv/read-csv.ts';
import { cellsOf, columnsOf } from '../../../src/core/csv-table.ts';
import { csvText } from '../../../src/core/index.ts';

const read = (text: string, most = 10) => readCsv(Buffer.from(text), most);
const columns = { known: ['name', 'note'], needed: ['name'] } as const;

describe('when a CSV is read', () => {
  it.each([
    ['commas', 'name,note\r\nA,"x, y"\r\n'],
    ['semicolons', 'name;note\nA;x, y\n'],
    ['tabs and a mark', '\ufeffName\tnote\nA\tx, y\n'],
  ])('takes %s', (_, text) => {
    const { header, records } = read(text);
    const named = columnsOf(header, columns);
    expect(records.map((record) => cellsOf(named, record))).toEqual([{ name: 'A', note: 'x, y' }]);
    expect(records[0]?.line).toBe(2);
  });

  it('gives back what was written, whatever the cells hold', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '').trim());
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 2 }), ([name = '', note = '']) => {
        const text = csvText(['name', 'note'], [[`x${name}`, note]]);
        const { header, records } = read(text);
        const [record] = records;
        if (!record) throw new Error('no record');
        const { note: readBack = '' } = cellsOf(columnsOf(header, columns), record) ?? {};
        // A mark that stood there already goes as well: no cell of ours begins with one.
        expect(readBack).toBe(/^'[=+\-@]/.test(note) ? note.slice(1) : note);
      }),
    );
  });

  it.each([
    ['csv-encoding', Buffer.from([0xff, 0xfe, 0x6e])],
    ['csv-encoding', Buffer.from('n\0a\0m\0e\0')],
    ['csv-encoding', Buffer.from('name\nKhu ph\xf4 1\n', 'latin1')],
    ['csv-malformed', Buffer.from('name,note\nA,"x\nB,y\n')],
    ['csv-malformed', Buffer.from(`name,note\nA,"${'x'.repeat(70_000)}"\n`)],
    ['csv-empty', Buffer.from('name,note\n')],
    ['csv-empty', Buffer.from('')],
    ['csv-too-many-rows', Buffer.from(`name\n${'A\n'.repeat(11)}`)],
  ])('refuses with %s', (code, content) => {
    expect(() => readCsv(content, 10)).toThrow(expect.objectContaining({ code }));
  });

  it('quotes nothing of the file in what it refuses', () => {
    const refusal = () => columnsOf(read('hunter2,x\n1,2\n').header, columns);
    expect(refusal).toThrow(expect.objectContaining({ code: 'csv-column-unknown', field: 'column 1' }));
    expect(refusal).not.toThrow(/hunter2/);
    expect(() => read('name,note\nA,"hunter2\n')).not.toThrow(/hunter2/);
  });

  it.each([
    ['csv-column-twice', ['name', 'note', 'NAME']],
    ['csv-column-missing', ['note']],
  ])('refuses a header with %s', (code, header) => {
    expect(() => columnsOf(header, columns)).toThrow(expect.objectContaining({ code }));
  });

  it('finds a row with more cells than columns', () => {
    expect(cellsOf(['name'], { line: 2, cells: ['A', 'x'] })).toBeUndefined();
    expect(cellsOf(['name'], { line: 2, cells: ['A', ' '] })).toEqual({ name: 'A' });
  });
});
