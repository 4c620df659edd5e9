import type { PaperBlock } from '../../print/index.ts';
import { bodySize, leftEdge, mm, type PlacedText, type Sheet, textWidth } from './sheet.ts';

type BlockOf<Kind extends PaperBlock['kind']> = Extract<PaperBlock, { kind: Kind }>;

const gap = 1.5 * mm;

/** BIÊN BẢN, and below it what it is about, with the short line that Decree 30/2020 asks for. */
export function drawTitle(sheet: Sheet, { title, subtitle }: BlockOf<'title'>): void {
  sheet.tagged('H1', () => sheet.write(title, { face: 'bold', size: 14, align: 'center' }));
  sheet.tagged('P', () => sheet.write(subtitle, { face: 'bold', align: 'center' }));
  sheet.artifact(() => sheet.rule(leftEdge + textWidth * 0.35, sheet.y + 1 * mm, textWidth * 0.3));
  sheet.y += 5 * mm;
}

/** Never the last line of a page. */
export function drawHeading(sheet: Sheet, { level, text, isAnnex }: BlockOf<'heading'>): void {
  if (isAnnex && !sheet.isAtTop) sheet.beginPage();
  if (!sheet.isAtTop) sheet.y += level === 1 ? 3 * mm : 2 * mm;
  const placed: PlacedText = { face: 'bold', align: isAnnex ? 'center' : 'left' };
  sheet.room(sheet.lines(text, placed).length * sheet.lineHeight(placed) + 22 * mm);
  sheet.tagged(level === 1 ? 'H2' : 'H3', () => sheet.write(text, placed));
  sheet.y += 1 * mm;
}

const looks: Readonly<Record<'italic' | 'bold' | 'small', PlacedText>> = {
  italic: { face: 'italic' },
  bold: { face: 'bold' },
  small: { size: 11 },
};

export function drawParagraph(sheet: Sheet, { text, look }: BlockOf<'paragraph'>): void {
  sheet.tagged('P', () => sheet.write(text, { align: 'justify', ...(look && looks[look]) }));
  sheet.y += gap;
}

const hang = 6 * mm;

export function drawList(sheet: Sheet, { items, isNumbered }: BlockOf<'list'>): void {
  items.forEach((item, i) => {
    const x = leftEdge + hang;
    sheet.room(sheet.lineHeight({}));
    sheet.tagged('P', () => {
      sheet.put(isNumbered ? `${i + 1}.` : '–', sheet.y);
      sheet.write(item, { x, width: textWidth - hang, align: 'justify' });
    });
    sheet.y += gap / 2;
  });
  sheet.y += gap / 2;
}

const termWidth = 42 * mm;

export function drawTerms(sheet: Sheet, terms: BlockOf<'terms'>['terms']): void {
  for (const [term, value] of terms) {
    const x = leftEdge + termWidth;
    const shownTerm = sheet.lines(term, { width: termWidth - 2 * mm });
    sheet.room(sheet.lineHeight({}) * shownTerm.length);
    sheet.tagged('P', () => {
      shownTerm.forEach((line, i) => {
        sheet.put(line, sheet.y + i * sheet.lineHeight({}));
      });
      const least = sheet.y + shownTerm.length * sheet.lineHeight({});
      sheet.write(value, { x, width: textWidth - termWidth });
      if (sheet.y < least && least - sheet.y < 200) sheet.y = Math.max(sheet.y, least);
    });
    sheet.y += gap / 2;
  }
  sheet.y += gap / 2;
}

/** Two lines of eight groups: 64 digits can be compared by two people, line by line. */
export function drawDigest(sheet: Sheet, { label, digits }: BlockOf<'digest'>): void {
  const groups = digits.match(/.{1,4}/g) ?? [];
  const lines = [groups.slice(0, 8), groups.slice(8)].filter((line) => line.length > 0);
  const size = 11;
  sheet.room(sheet.lineHeight({}) * (lines.length + 1));
  sheet.tagged('P', () => {
    sheet.write(`${label}:`);
    for (const line of lines) sheet.write(line.join(' '), { face: 'mono', size, x: leftEdge + hang });
  });
  sheet.y += gap;
}

const ruleEvery = bodySize * 1.9;

/** Dotted lines across the page. */
export function drawRules(sheet: Sheet, lines: number): void {
  for (let i = 0; i < lines; i++) {
    sheet.room(ruleEvery);
    sheet.y += ruleEvery;
    sheet.artifact(() => {
      sheet.doc.save().dash(0.8, { space: 2 });
      sheet.rule(leftEdge, sheet.y - 3, textWidth, 0.8);
      sheet.doc.restore();
    });
  }
  sheet.y += gap;
}
