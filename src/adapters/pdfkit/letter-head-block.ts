import { type Agency, blank, type LetterHeadWords } from '../../print/index.ts';
import { leftEdge, mm, type PlacedText, type Sheet, textWidth } from './sheet.ts';

interface HeadLine extends PlacedText {
  readonly text: string;
  /** Length of the line below the text: a part of the column's width, or the length of the text. */
  readonly underlined?: number | 'text';
}

const between = 4 * mm;
const column = { left: textWidth * 0.44, right: textWidth * 0.56 - between };

/** The head of an administrative paper (Decree 30/2020, annex I): office and number left, state, place and date right. */
export function drawLetterHead(sheet: Sheet, agency: Agency, words: LetterHeadWords): void {
  const { superior, name = words.agency, place = blank(8) } = agency;
  const office: HeadLine[] = [
    ...(superior === undefined ? [] : [{ text: superior.toLocaleUpperCase('vi'), size: 12 }]),
    { text: name.toLocaleUpperCase('vi'), face: 'bold', size: 13, underlined: 0.4 },
    { text: words.number, size: 13 },
    ...(words.subject === undefined ? [] : [{ text: words.subject, size: 12 }]),
  ];
  const state: HeadLine[] = [
    ...words.state.map((text, i): HeadLine => {
      const isLast = i === words.state.length - 1;
      return { text, face: 'bold', size: i === 0 ? 12 : 13, ...(isLast && { underlined: 'text' as const }) };
    }),
    { text: words.dated(place), face: 'italic', size: 13 },
  ];
  const top = sheet.y;
  const ends = [
    drawColumn(sheet, office, { x: leftEdge, width: column.left }),
    drawColumn(sheet, state, { x: leftEdge + column.left + between, width: column.right }, top),
  ];
  sheet.y = Math.max(...ends) + 7 * mm;
}

function drawColumn(
  sheet: Sheet,
  lines: readonly HeadLine[],
  { x, width }: { readonly x: number; readonly width: number },
  top = sheet.y,
): number {
  sheet.y = top;
  for (const { text, underlined, ...lettering } of lines) {
    const fitting = fitted(sheet, text, { ...lettering, x, width, align: 'center' });
    sheet.tagged('P', () => sheet.write(text, fitting));
    if (underlined === undefined) continue;
    const length = underlined === 'text' ? Math.min(width, sheet.widthOf(text, fitting)) : width * underlined;
    sheet.artifact(() => sheet.rule(x + (width - length) / 2, sheet.y + 1.5, length));
    sheet.y += 2 * mm;
  }
  return sheet.y;
}

/** One line of the head stays one, a little smaller, where that is enough. */
function fitted(
  sheet: Sheet,
  text: string,
  placed: PlacedText & { width: number; size?: number },
): PlacedText {
  const { size = 13 } = placed;
  const width = sheet.widthOf(text, placed);
  const needed = (size * placed.width) / width;
  return width > placed.width && needed >= size * 0.85 ? { ...placed, size: needed * 0.995 } : placed;
}
