import { type CsvTable, columnOf, invalid, isRowNumber } from '../../core/index.ts';
import { columnNames, columns } from './columns.ts';
import { positionColumns } from './grid-columns.ts';

/**
 * What a column of a file can be read as: a column of an import, `position` for one of the two columns of a position in metres
 * or degrees, or `-` for one that is left out.
 */
export const columnChoices = [...columns, 'position', '-'] as const;
export type ColumnChoice = (typeof columnChoices)[number];

export interface ReadColumn {
  /** As written; absent where the first line may be no header: it could hold a password. */
  readonly header?: string;
  /** Absent where the header is not understood: a person chooses. */
  readonly readAs?: ColumnChoice;
}

const maxHeaderLength = 80;

/** How the columns of a file are read, in its order. */
export function readColumns({ header }: CsvTable): ReadColumn[] {
  const positions = positionColumns(header);
  const guesses = header.map((text, i) => (positions.includes(i) ? 'position' : guessOf(text)));
  const understood = new Set(guesses.filter((guess) => guess !== undefined && guess !== '-'));
  const isHeader = understood.size >= 2;
  return header.map((text, i) => {
    const readAs = guesses[i];
    const isShown = isHeader && !mayHoldCredentials(text);
    return {
      ...(isShown && { header: text.slice(0, maxHeaderLength) }),
      ...(readAs !== undefined && { readAs }),
    };
  });
}

const guessOf = (text: string): ColumnChoice | undefined =>
  isRowNumber(text) ? '-' : columnOf(text, columnNames);

const mayHoldCredentials = (text: string): boolean => text.includes('@') || text.includes('://');

/**
 * A file with its columns named as a person chose: choices between commas, in the order of the file; an empty one keeps
 * the header. Errors: `import-columns-invalid` (invalid).
 */
export function chosenColumns(table: CsvTable, chosen: string | undefined): CsvTable {
  if (chosen === undefined) return table;
  const choices = chosen.split(',').map(choiceOf);
  if (choices.length !== table.header.length) throw unknownChoices();
  const [first] = choices.flatMap((choice, i) => (choice === 'position' ? [i] : []));
  const nameAt = (text: string, i: number): string => {
    const choice = choices[i] ?? '';
    if (choice === '') return text;
    return choice === 'position' ? (i === first ? 'x' : 'y') : choice;
  };
  const isKept = (_: string, i: number): boolean => choices[i] !== '-';
  return {
    header: table.header.map(nameAt).filter(isKept),
    records: table.records.map(({ line, cells }) => ({ line, cells: cells.filter(isKept) })),
  };
}

function choiceOf(text: string): ColumnChoice | '' {
  const choice = text === '' ? '' : columnChoices.find((each) => each === text);
  if (choice === undefined) throw unknownChoices();
  return choice;
}

const unknownChoices = () =>
  invalid(
    'import-columns-invalid',
    'Give one known column for each column of the file, in its order.',
    'columns',
  );
