import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { CsvRecord, ReadCsv } from '../../core/index.ts';
import { filledTable, invalid } from '../../core/index.ts';
import { refuseTooManyCells } from './bounded-csv.ts';
import { decodedText } from './decoded-text.ts';

const maxRecordLength = 64 * 1024;
const separators = [',', ';', '\t'];

/** `ReadCsv` by csv-parse. Its own messages quote the file, and stay here. */
export const readCsv: ReadCsv = (bytes, maxRecords) => {
  const text = decodedText(bytes);
  const [header, ...rows] = recordsOf(text, maxRecords + 2);
  const names = header?.cells.map((cell) => cell.trim()) ?? [];
  return filledTable({ header: names, records: rows }, maxRecords);
};

function recordsOf(text: string, most: number): CsvRecord[] {
  const { separator, start } = separatorOf(text);
  refuseTooManyCells(text, separator);
  try {
    const parsed = parse(text.slice(start), {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: maxRecordLength,
      info: true,
      to: most,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const before = start === 0 ? 0 : 1;
    return parsed.map(({ record, info }) => ({ line: info.lines + before, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? `line ${error.lines}` : undefined;
    throw invalid(
      'csv-malformed',
      'The file is not a CSV: a quote is missing, or a line is far too long.',
      line,
    );
  }
}

/**
 * What parts the cells, and where the records begin: after Excel's line `sep=;`, if there is one. Otherwise it is what the
 * first line has most of: Excel writes semicolons where the comma is a decimal one.
 */
function separatorOf(text: string): { readonly separator: string; readonly start: number } {
  const said = /^sep=([,;\t])(?:\r\n|\r|\n)/i.exec(text);
  if (said?.[1] !== undefined) return { separator: said[1], start: said[0].length };
  const [first = ''] = text
    .slice(0, maxRecordLength)
    .replace(/^[\r\n]+/, '')
    .split(/[\r\n]/, 1);
  const counts = separators.map((separator) => first.split(separator).length);
  return { separator: separators[counts.indexOf(Math.max(...counts))] ?? ',', start: 0 };
}
