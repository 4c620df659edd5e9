import { invalid } from '../../core/index.ts';

const maxCellsOfRecord = 256;
/** Of a gazetteer with all its columns there are a tenth. */
const maxCells = 1_000_000;
const quote = 0x22;
const lineEnds = [0x0a, 0x0d];

/**
 * Refuses a text with more cells than any list of ours before it is parsed: a megabyte of commas takes seconds.
 * Attacker-controlled. Errors, `invalid`: `csv-malformed` (a record of too many cells), `csv-too-many-rows`.
 */
export function refuseTooManyCells(text: string, separator: string): void {
  const parting = separator.charCodeAt(0);
  let [cells, all, isQuoted] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) isQuoted = !isQuoted;
    else if (!isQuoted && code === parting) cells += 1;
    else if (!isQuoted && lineEnds.includes(code)) [cells, all] = [0, all + cells + 1];
    if (cells > maxCellsOfRecord)
      throw invalid('csv-malformed', 'A line of the file has far too many cells.');
    if (all > maxCells) throw invalid('csv-too-many-rows', 'The file has far too many rows and columns.');
  }
}
