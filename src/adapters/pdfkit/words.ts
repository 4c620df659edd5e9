/**
 * Text as the typefaces can show it: composed letters (NFC), tabs as spaces, lines alike. What cannot be seen (controls,
 * marks that turn the direction of writing) becomes a visible sign: people wrote it, and a paper hides nothing.
 */
export const visibleText = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/[\p{Cf}\p{Co}\p{Cn}]|(?!\n)\p{Cc}/gu, '�');

/** Breaks one line at its spaces, and a word that is too wide wherever it must. At least one line. */
export function brokenLines(text: string, width: number, widthOf: (part: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (isBlank(word)) {
      const [filled = '', ...rest] = brokenWord(longer, width, widthOf);
      lines.push(filled, ...rest.slice(0, -1));
      line = rest.at(-1) ?? '';
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = widthOf(word) <= width ? [word] : brokenWord(word, width, widthOf);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return [...lines, line];
}

/** Dots to be written over by hand go on in the next line. */
const isBlank = (word: string): boolean => word.startsWith('…'.repeat(8));

function brokenWord(word: string, width: number, widthOf: (part: string) => number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const sign of word) {
    if (piece !== '' && widthOf(piece + sign) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...pieces, piece];
}
