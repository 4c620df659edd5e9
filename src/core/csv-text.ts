/**
 * A CSV (RFC 4180) that a spreadsheet opens without harm: UTF-8 with its mark, and a `'` before a cell that would be run
 * as a formula. `cellsOf` takes it away again.
 */
export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map((cells) => cells.map(cellText).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function cellText(text: string): string {
  const guarded = isFormula(text) ? `'${text}` : text;
  return /[",;\r\n\t]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** A negative number is one, and stays one. */
const isFormula = (text: string): boolean =>
  /^[\s\u200b]*[=+\-@\t\r]/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text);
