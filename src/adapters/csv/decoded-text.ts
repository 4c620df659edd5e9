import { invalid } from '../../core/index.ts';

/** The byte order marks that Excel writes, and what they tell: "Unicode Text" is UTF-16. */
const marks = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/**
 * A text in UTF-8 (RFC 3629), with or without its mark, or in UTF-16 with its mark (RFC 2781). Attacker-controlled.
 * Errors: `csv-encoding` (invalid), also for a text with NUL: it is UTF-16 without its mark, or no text.
 */
export function decodedText(bytes: Uint8Array): string {
  const marked = marks.find(({ mark: [first, second] }) => bytes[0] === first && bytes[1] === second);
  const text = decoded(bytes, marked?.encoding ?? 'utf-8');
  if (text === undefined || text.includes('\0')) {
    throw invalid('csv-encoding', 'Save the file as an Excel workbook (.xlsx), or as CSV in UTF-8.');
  }
  return text;
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
