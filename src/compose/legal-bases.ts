import { readFile } from 'node:fs/promises';
import type { Config } from '../../config/load.ts';
import type { LegalBasis } from '../access/index.ts';
import { readCsv } from '../adapters/csv/read-csv.ts';
import { isCalendarDay } from '../camera/index.ts';
import { AppError, type CsvRecord } from '../core/index.ts';

const maxRows = 200;

/**
 * The legal bases that the site has accepted, from its CSV file; none without a file. Errors: `legal-bases-invalid`
 * (invalid).
 */
export async function readLegalBases({ legalBasesFile: path }: Config): Promise<LegalBasis[]> {
  if (path === undefined) return [];
  try {
    return legalBasesOf(await readFile(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new AppError(
      'invalid',
      'legal-bases-invalid',
      `the list of legal bases ${path} is not usable: ${reason}`,
    );
  }
}

/** Columns `text`, `from`, `until`; others are remarks. Throws for a file that is not such a list. */
export function legalBasesOf(bytes: Uint8Array): LegalBasis[] {
  const { header, records } = readCsv(bytes, maxRows);
  const cell = ({ cells }: CsvRecord, name: string) => cells[header.indexOf(name)]?.trim() ?? '';
  return records.map((record) => {
    const [text, from, until] = [cell(record, 'text'), cell(record, 'from'), cell(record, 'until')];
    if (text === '' || text.length > 500)
      throw new Error(`line ${record.line}: text has 1 to 500 characters`);
    if (![from, until].every((day) => day === '' || isCalendarDay(day)))
      throw new Error(`line ${record.line}: days are written 2026-11-21`);
    return { text, ...(from && { fromDay: from }), ...(until && { untilDay: until }) };
  });
}
