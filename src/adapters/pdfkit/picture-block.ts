import type { PaperPicture } from '../../print/index.ts';
import { leftEdge, mm, type Sheet, textWidth } from './sheet.ts';

/** What the types of pdfkit leave out. */
type OpensImages = Sheet['doc'] & {
  openImage(src: Uint8Array): { readonly width: number; readonly height: number };
};

const maxHeight = 90 * mm;

/** A still, as wide as the text at most, with its caption below it. */
export function drawPicture(sheet: Sheet, { jpeg, aspect, caption }: PaperPicture): void {
  const image = (sheet.doc as OpensImages).openImage(Buffer.from(jpeg));
  const shape = aspect ?? image.width / image.height;
  const height = Math.min(maxHeight, textWidth / shape);
  const width = height * shape;
  const captionSize = { size: 11 };
  const lines = sheet.lines(caption, captionSize).length;
  sheet.room(height + lines * sheet.lineHeight(captionSize) + 4 * mm);
  sheet.tagged(
    'Figure',
    () => sheet.doc.image(image as never, leftEdge + (textWidth - width) / 2, sheet.y, { width, height }),
    { alt: caption },
  );
  sheet.y += height + 1 * mm;
  sheet.tagged('Caption', () => sheet.write(caption, { ...captionSize, align: 'center' }));
  sheet.y += 3 * mm;
}
