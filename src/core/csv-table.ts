import { invalid } from './errors.ts';

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
 * Reads a CSV (RFC 4180) in UTF-8, with comma, semicolon or tab between cells. Errors, all `invalid`, none with a text of
 * the file in it: `csv-encoding`, `csv-malformed`, `csv-empty`, `csv-too-many-rows`.
 */
export type ReadCsv = (bytes: Uint8Array, maxRecords: number) => CsvTable;

/**
 * Column names of a header by position. Errors: `csv-column-unknown` (named by number: a file without a header begins
 * with a row, passwords and all), `csv-column-twice`, `csv-column-missing`. `aliases` are other names of columns.
 */
export function columnsOf<C extends string>(
  header: readonly string[],
  {
    known,
    needed,
    aliases = {},
  }: {
    readonly known: readonly C[];
    readonly needed: readonly C[];
    readonly aliases?: Readonly<Record<string, C>>;
  },
): readonly C[] {
  const named = header.map((text, i): C => {
    const written = text.toLowerCase();
    const column = Object.hasOwn(aliases, written)
      ? aliases[written]
      : known.find((name) => name === written);
    if (column !== undefined) return column;
    throw invalid('csv-column-unknown', 'The first line must name known columns.', `column ${i + 1}`);
  });
  const twice = named.find((name, i) => named.indexOf(name) < i);
  if (twice !== undefined) throw invalid('csv-column-twice', 'The first line names a column twice.', twice);
  const missing = needed.find((name) => !named.includes(name));
  if (missing !== undefined) throw invalid('csv-column-missing', 'A column is missing.', missing);
  return named;
}

/** The cells of a record by column, trimmed, without empty ones; `undefined` when it has too many. */
export function cellsOf<C extends string>(
  named: readonly C[],
  { cells }: CsvRecord,
): Partial<Record<C, string>> | undefined {
  if (cells.slice(named.length).some((text) => text.trim() !== '')) return undefined;
  const given = named.map((column, i) => [column, unguarded((cells[i] ?? '').trim())] as const);
  return Object.fromEntries(given.filter(([, text]) => text !== '')) as Partial<Record<C, string>>;
}

/** The mark that `csvText` sets before what a spreadsheet would run. */
const unguarded = (text: string): string => (/^'[=+\-@]/.test(text) ? text.slice(1) : text);
