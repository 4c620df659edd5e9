import type { PaperSignatures } from '../../print/index.ts';
import { leftEdge, mm, type PlacedText, type Sheet, textWidth } from './sheet.ts';

/** Room for a signature, a seal and a name. */
const signingHeight = 30 * mm;
const between = 5 * mm;

export function drawSignatures(sheet: Sheet, { columns, receivers }: PaperSignatures): void {
  const width = (textWidth - between * (columns.length - 1)) / columns.length;
  sheet.room(signingHeight + 20 * mm + receivers.length * sheet.lineHeight({ size: 11 }));
  sheet.y += 3 * mm;
  const top = sheet.y;
  const ends = columns.map(({ party, hint }, i) => {
    const placed: PlacedText = { x: leftEdge + i * (width + between), width, align: 'center' };
    sheet.y = top;
    sheet.tagged('P', () => sheet.write(party, { ...placed, face: 'bold' }));
    sheet.tagged('P', () => sheet.write(hint, { ...placed, face: 'italic', size: 12 }));
    return sheet.y;
  });
  sheet.y = Math.max(...ends) + signingHeight;
  receivers.forEach((line, i) => {
    sheet.tagged('P', () => sheet.write(line, { size: 11, face: i === 0 ? 'bold' : 'regular' }));
  });
}
