import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { CsvRecord, ReadCsv } from '../../core/index.ts';
import { invalid } from '../../core/index.ts';

const maxRecordLength = 64 * 1024;
const separators = [',', ';', '\t'];

/** `ReadCsv` by csv-parse. Its own messages quote the file, and stay here. */
export const readCsv: ReadCsv = (bytes, maxRecords) => {
  const text = decoded(bytes);
  const [header, ...records] = recordsOf(text, maxRecords + 2);
  if (!header || records.length === 0) throw invalid('csv-empty', 'The file has no rows.');
  if (records.length > maxRecords) {
    throw invalid('csv-too-many-rows', `A file has ${maxRecords} rows at most.`);
  }
  return { header: header.cells.map((cell) => cell.trim()), records };
};

/** RFC 3629, with or without its mark. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('csv-encoding', 'Save the file as CSV in UTF-8.');
  }
}

function recordsOf(text: string, most: number): CsvRecord[] {
  try {
    const parsed = parse(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: maxRecordLength,
      info: true,
      to: most,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return parsed.map(({ record, info }) => ({ line: info.lines, cells: record }));
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

/** The one that the first line has most of: Excel writes semicolons where the comma is a decimal one. */
function separatorOf(text: string): string {
  const [first = ''] = text.slice(0, maxRecordLength).split(/\r?\n/, 1);
  const counts = separators.map((separator) => first.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}
