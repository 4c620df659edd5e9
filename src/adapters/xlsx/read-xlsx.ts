import readWorkbook, { type CellValue } from 'read-excel-file/universal';
import { AppError, type CsvTable, filledTable, invalid } from '../../core/index.ts';
import { refuseLargeZip } from './bounded-zip.ts';

/** ZIP, and the container of `.xls` and of workbooks with a password. */
const marks = { zip: [0x50, 0x4b, 0x03, 0x04], ole: [0xd0, 0xcf, 0x11, 0xe0] };

const beginsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, i) => bytes[i] === byte);

/** Whether a file is a workbook of some kind, and no text. */
export const isWorkbook = (bytes: Uint8Array): boolean =>
  beginsWith(bytes, marks.zip) || beginsWith(bytes, marks.ole);

/**
 * The first sheet of an Excel workbook (ISO/IEC 29500) as a table: days as `2026-11-21`, numbers with a decimal point.
 * Attacker-controlled. Errors, `invalid`: `xlsx-unreadable` (also for `.xls`), `xlsx-too-large`, and those of `filledTable`.
 */
export async function readXlsx(bytes: Uint8Array, maxRecords: number): Promise<CsvTable> {
  const rows = await rowsOf(bytes);
  const records = rows.map((cells, i) => ({ line: i + 1, cells: cells.map(cellText) }));
  const first = records.findIndex(({ cells }) => cells.some((cell) => cell !== ''));
  const header = trimmedEnd(records[first]?.cells ?? []);
  return filledTable({ header, records: first < 0 ? [] : records.slice(first + 1) }, maxRecords);
}

async function rowsOf(bytes: Uint8Array): Promise<readonly (readonly (CellValue | null)[])[]> {
  try {
    refuseLargeZip(bytes);
    const [sheet] = await readWorkbook(Uint8Array.from(bytes).buffer);
    return sheet?.data ?? [];
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid('xlsx-unreadable', 'The file is not an Excel workbook (.xlsx).');
  }
}

function cellText(value: CellValue | null): string {
  if (value === null) return '';
  if (value instanceof Date) return dayText(value);
  return typeof value === 'number' ? numberText(value) : String(value).trim();
}

/** A day alone has no time; an invalid one stays empty. */
function dayText(at: Date): string {
  if (Number.isNaN(at.getTime())) return '';
  const text = at.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
}

/** Three decimals get a fourth: `500.123` would be read as half a million đồng. */
function numberText(value: number): string {
  const text = String(value);
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}

const trimmedEnd = (cells: readonly string[]): string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
