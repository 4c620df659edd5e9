import { describe, expect, it } from 'vitest';
import { refuseTooManyCells } from '../../../src/adapters/csv/bounded-csv.ts';

const read = (text: string, separator = ',') => refuseTooManyCells(text, separator);

describe('when a CSV has more cells than any list', () => {
  it.each<[string, string, string]>([
    ['a megabyte of commas', 'csv-malformed', ','.repeat(1_000_000)],
    ['a header of 300 cells', 'csv-malformed', `${'a,'.repeat(300)}\nb\n`],
    ['a late line of 300 cells', 'csv-malformed', `a\n${'b\n'.repeat(1_000)}${','.repeat(300)}`],
    ['cells after a quoted one', 'csv-malformed', `"x,\n",${','.repeat(300)}`],
    ['a million lines', 'csv-too-many-rows', '\n'.repeat(1_000_001)],
    ['many lines of many cells', 'csv-too-many-rows', `${','.repeat(200)}\r`.repeat(5_000)],
  ])('is refused before it is parsed: %s', (_, code, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['commas within quotes', `"${','.repeat(1_000)}",b\n`, ','],
    ['commas where semicolons part', ','.repeat(1_000), ';'],
    ['quotes within quotes', `"say ""${','.repeat(1_000)}""",b`, ','],
    ['256 cells', `${','.repeat(255)}\n`, ','],
  ])('is not what %s are', (_, text, separator) => {
    expect(() => read(text, separator)).not.toThrow();
  });
});
