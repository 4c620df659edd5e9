import { invalid } from './errors.ts';
import { fold } from './fold.ts';

/** A CSV file as it was read: attacker-controlled. */
export interface CsvTable {
  /** As written, trimmed. */
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
}

export interface CsvRecord {
  /** Where it ends in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a CSV (RFC 4180) in UTF-8, or in UTF-16 with its mark, with comma, semicolon or tab between cells. Errors, all
 * `invalid`, none with a text of the file in it: `csv-encoding`, `csv-malformed`, `csv-empty`, `csv-too-many-rows`.
 */
export type ReadCsv = (bytes: Uint8Array, maxRecords: number) => CsvTable;

/**
 * Reads a CSV, or the first sheet of an Excel workbook, off the event loop. Errors, all `invalid`: those of `ReadCsv`,
 * `xlsx-unreadable`, `xlsx-too-large`, `upload-too-costly`.
 */
export type ReadTable = (bytes: Uint8Array, maxRecords: number) => Promise<CsvTable>;

/**
 * What is filled in of a table, as a spreadsheet saves more than that: without records of empty cells, and without
 * columns that have neither a name nor a filled cell. Errors, `invalid`: `csv-empty`, `csv-too-many-rows`.
 */
export function filledTable({ header, records }: CsvTable, maxRecords: number): CsvTable {
  const filled = records.filter(({ cells }) => cells.some(isFilled));
  if (filled.length === 0) throw invalid('csv-empty', 'The file has no rows.');
  if (filled.length > maxRecords) {
    throw invalid('csv-too-many-rows', `A file has ${maxRecords} rows at most.`);
  }
  const kept = header.map((name, i) => name !== '' || filled.some(({ cells }) => isFilled(cells[i] ?? '')));
  const ofKept = (_: string, i: number) => kept[i] ?? true;
  return {
    header: header.filter(ofKept),
    records: filled.map(({ line, cells }) => ({ line, cells: cells.filter(ofKept) })),
  };
}

const isFilled = (cell: string): boolean => cell.trim() !== '';

export interface ColumnNames<C extends string> {
  readonly known: readonly C[];
  /** Other names of columns, folded, with `_` between words. */
  readonly aliases?: Readonly<Record<string, C>>;
}

const written = (text: string): string => fold(text).replaceAll(' ', '_');

/** Every list in Vietnam begins with the number of the row, which says nothing. */
export const isRowNumber = (text: string): boolean => written(text) === 'stt';

/** The column that a cell of the header names, with or without diacritics. */
export function columnOf<C extends string>(
  text: string,
  { known, aliases = {} }: ColumnNames<C>,
): C | undefined {
  const name = written(text);
  return Object.hasOwn(aliases, name) ? aliases[name] : known.find((each) => each === name);
}

/**
 * Column names of a header by position, with or without diacritics; `undefined` for the number of the row (`STT`). Errors: `csv-column-unknown` (named by number: a file without a header begins
 * with a row, passwords and all), `csv-column-twice`, `csv-column-missing`. `aliases` are other names of columns.
 */
export function columnsOf<C extends string>(
  header: readonly string[],
  { needed, ...names }: ColumnNames<C> & { readonly needed: readonly C[] },
): readonly (C | undefined)[] {
  const named = header.map((text, i): C | undefined => {
    if (isRowNumber(text)) return undefined;
    const column = columnOf(text, names);
    if (column !== undefined) return column;
    throw invalid('csv-column-unknown', 'The first line must name known columns.', `column ${i + 1}`);
  });
  const twice = named.find((name, i) => name !== undefined && named.indexOf(name) < i);
  if (twice !== undefined) throw invalid('csv-column-twice', 'The first line names a column twice.', twice);
  const missing = needed.find((name) => !named.includes(name));
  if (missing !== undefined) throw invalid('csv-column-missing', 'A column is missing.', missing);
  return named;
}

/** The cells of a record by column, trimmed, without empty ones; `undefined` when it has too many. */
export function cellsOf<C extends string>(
  named: readonly (C | undefined)[],
  { cells }: CsvRecord,
): Partial<Record<C, string>> | undefined {
  if (cells.slice(named.length).some((text) => text.trim() !== '')) return undefined;
  const given = named.map((column, i) => [column, unguarded((cells[i] ?? '').trim())] as const);
  return Object.fromEntries(given.filter(([column, text]) => column !== undefined && text !== '')) as Partial<
    Record<C, string>
  >;
}

/** The mark that `csvText` sets before what a spreadsheet would run. */
const unguarded = (text: string): string => (/^'[=+\-@]/.test(text) ? text.slice(1) : text);
