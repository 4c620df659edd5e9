import type { TrackedFile } from './tracked-files.ts';

interface Glossary {
  /** In lower case, each with the word to use in its place. */
  readonly synonyms: ReadonlyMap<string, string>;
  /** Texts that may stand anywhere: stored names, paths, other meanings. */
  readonly exceptions: readonly string[];
}

/** Reads the tables of the page: the last column of a table of words lists synonyms, `## Exceptions` lists texts. */
export function glossaryOn(page: string): Glossary {
  const [words = '', exceptions = ''] = page.split(/^## Exceptions$/m);
  return {
    synonyms: new Map(
      rowsOf(words).flatMap((cells) =>
        (cells.at(-1) ?? '').split(', ').map((synonym) => [synonym.toLowerCase(), cells[0] ?? ''] as const),
      ),
    ),
    exceptions: rowsOf(exceptions).map(([text = '']) => text.replaceAll('`', '')),
  };
}

/** Cells of every row of every table, without heads and rules. */
const rowsOf = (page: string): string[][] =>
  page
    .split(/^\|[- |]+\|$/m)
    .slice(1)
    .flatMap(
      (table) =>
        table
          .trimStart()
          .split(/\n(?!\|)/)[0]
          ?.split('\n') ?? [],
    )
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** Each synonym in a file, with its line and the word to use. */
export function synonymsIn(files: readonly TrackedFile[], { synonyms, exceptions }: Glossary): string[] {
  const patterns = [...synonyms].map(([synonym, word]) => ({ pattern: patternOf(synonym), synonym, word }));
  return files.flatMap(({ path, text }) => {
    const prose = proseOf(exceptions.reduce((rest, each) => rest.replaceAll(each, ''), text));
    return patterns.flatMap(({ pattern, synonym, word }) =>
      [...prose.matchAll(pattern)].map(
        ({ index }) => `${path}:${lineOf(prose, index)}: "${synonym}" is "${word}"`,
      ),
    );
  });
}

/** The same lines in lower case, with the words of an identifier apart: `takeAway` and `TAKE_AWAY` are `take away`. */
const proseOf = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/(\p{Ll}|\d)(?=\p{Lu})/gu, '$1 ')
    .replaceAll('_', ' ')
    .toLowerCase();

/** Its words may stand apart, together or with a hyphen, also across the lines of a comment; the last may be a plural. */
function patternOf(synonym: string): RegExp {
  const between = String.raw`(?:[- ]|\s*\n[\s*/#]*)?`;
  const words = synonym.split(/[- ]/);
  return new RegExp(String.raw`(?<![\p{L}\d])${words.join(between)}s?(?![\p{L}\d])`, 'gu');
}

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;
