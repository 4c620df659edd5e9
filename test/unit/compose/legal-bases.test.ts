import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { legalBasesOn } from '../../../src/access/index.ts';
import { legalBasesOf, readLegalBases } from '../../../src/compose/legal-bases.ts';

const example = readFileSync(join(import.meta.dirname, '../../../config/legal-bases.example.csv'));
const list = (rows: string) => legalBasesOf(Buffer.from(`text,from,until,remark\n${rows}\n`));

describe('when a site sets its legal bases', () => {
  it('offers those in force on a day, in their order', () => {
    const bases = list('old,,2026-03-31,\nnew,2026-04-01,,\nalways,,,x');
    expect(legalBasesOn(bases, '2026-03-31')).toEqual(['old', 'always']);
    expect(legalBasesOn(bases, '2026-04-01')).toEqual(['new', 'always']);
  });

  it('reads the example, of which one follows another', () => {
    const bases = legalBasesOf(example);
    expect(bases.length).toBeGreaterThan(5);
    expect(legalBasesOn(bases, '2026-03-31').join()).toContain('135/2021');
    expect(legalBasesOn(bases, '2026-04-01').join()).not.toContain('135/2021');
  });

  it.each([
    ['a text that is missing', ',2026-01-01,,'],
    ['a text that is too long', `${'x'.repeat(501)},,,`],
    ['a day that is none', 'law,2026-02-30,,'],
    ['a day written otherwise', 'law,01/04/2026,,'],
  ])('refuses %s, with its line', (_, row) => {
    expect(() => list(`good,,,\n${row}`)).toThrow('line 3');
  });

  it('has none without a file, and names one that cannot be read', async () => {
    expect(await readLegalBases(loadConfig({}))).toEqual([]);
    const missing = loadConfig({ MINHCHUNG_LEGAL_BASES: '/nonexistent/bases.csv' });
    await expect(readLegalBases(missing)).rejects.toMatchObject({
      code: 'legal-bases-invalid',
      message: expect.stringContaining('/nonexistent/bases.csv is not usable') as string,
    });
  });
});
