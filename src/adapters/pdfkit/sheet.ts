import type { ReadTypefaces, Typeface } from './typefaces.ts';
import { brokenLines, visibleText } from './words.ts';

/** Points of a millimetre. */
export const mm = 72 / 25.4;

/** Decree 30/2020, annex I: A4, 20 mm above and below, 30 mm left, 15 mm right. */
const margin = { top: 20 * mm, right: 15 * mm, bottom: 20 * mm, left: 30 * mm };
const page = { width: 595.28, height: 841.89 };
export const leftEdge = margin.left;
export const textWidth = page.width - margin.left - margin.right;
const bottom = page.height - margin.bottom;
const numberAt = 9 * mm;

export const bodySize = 13;
/** Of a line, as a multiple of the size of its letters. */
const leading = 1.25;

export interface Lettering {
  readonly face?: Typeface;
  readonly size?: number;
}

export interface PlacedText extends Lettering {
  readonly x?: number;
  readonly width?: number;
  readonly align?: 'left' | 'right' | 'center' | 'justify';
}

/** What the types of pdfkit leave out. */
type Drawn = PDFKit.Mixins.TextOptions & { readonly textWidth: number };

export type Structure = PDFKit.PDFStructureElement;

/** Something that a reader aloud is told of, while it is drawn: its parts on each page. */
interface OpenTag {
  readonly type: string;
  readonly parts: PDFKit.PDFStructureContent[];
}

/** The pages that are being drawn, from above: where the next line stands, and what readers aloud are told. */
export class Sheet {
  y = margin.top;
  private pages = 0;
  private open: OpenTag | undefined;
  private readonly root: Structure;

  constructor(
    readonly doc: PDFKit.PDFDocument,
    private readonly typefaces: ReadTypefaces,
  ) {
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
    this.beginPage();
  }

  get heightLeft(): number {
    return bottom - this.y;
  }

  get isAtTop(): boolean {
    return this.y === margin.top;
  }

  /** Begins a page where less than so much is left. A thing higher than a page begins one, and runs over its end. */
  room(height: number): void {
    if (height > this.heightLeft && !this.isAtTop) this.beginPage();
  }

  beginPage(): void {
    const { open } = this;
    if (open) this.doc.endMarkedContent();
    this.doc.addPage();
    this.pages += 1;
    this.y = margin.top;
    if (this.pages > 1) this.artifact(() => this.drawPageNumber());
    if (open) open.parts.push(this.doc.markStructureContent(open.type));
  }

  private drawPageNumber(): void {
    this.put(String(this.pages), numberAt, { align: 'center' });
  }

  /** Draws what is no content: lines, page numbers, heads of tables that come again. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Pagination' });
    draw();
    this.doc.endMarkedContent();
  }

  /** Draws one thing of the paper, and makes its mark in the structure; it may run over pages. */
  tagged(type: string, draw: () => void, options: { alt?: string } = {}): void {
    this.add(this.element(type, draw, options));
  }

  /** The same without a place yet: `add` gives it one, alone or as a child. */
  element(type: string, draw: () => void, options: { alt?: string; scope?: 'Column' } = {}): Structure {
    const open: OpenTag = { type, parts: [this.doc.markStructureContent(type)] };
    this.open = open;
    draw();
    this.open = undefined;
    this.doc.endMarkedContent();
    return this.doc.struct(type, options, open.parts);
  }

  add(structure: Structure): void {
    this.root.add(structure);
  }

  end(): void {
    this.root.end();
    this.doc.end();
  }

  lineHeight = ({ size = bodySize }: Lettering): number => size * leading;

  widthOf = (text: string, { face = 'regular', size = bodySize }: Lettering): number =>
    this.typefaces[face].widthOf(text) * size;

  /** The lines of a text within a width. */
  lines(text: string, { width = textWidth, ...lettering }: PlacedText): string[] {
    return visibleText(text)
      .split('\n')
      .flatMap((each) => brokenLines(each, width, (part) => this.widthOf(part, lettering)));
  }

  /** One line, where it is told to stand; nothing moves. */
  put(text: string, y: number, placed: PlacedText & { readonly isStretched?: boolean } = {}): void {
    const { x = leftEdge, width = textWidth, align = 'left', face = 'regular', size = bodySize } = placed;
    const ownWidth = this.widthOf(text, { face, size });
    const spare = width - ownWidth;
    const gaps = text.split(' ').length - 1;
    const isStretched = align === 'justify' && placed.isStretched && spare > 0 && spare < gaps * size;
    const shift = align === 'right' ? spare : align === 'center' ? spare / 2 : 0;
    this.doc.font(face).fontSize(size);
    this.typefaces[face].stretched(isStretched ? spare / gaps / size : 0, () => {
      const top = y + (size * (leading - 1)) / 2;
      this.doc.text(text, x + shift, top, { lineBreak: false, textWidth: ownWidth } as Drawn);
    });
  }

  /** Lines below each other from here on, over pages. */
  write(text: string, placed: PlacedText = {}): void {
    const lines = this.lines(text, placed);
    const height = this.lineHeight(placed);
    lines.forEach((line, i) => {
      this.room(height);
      this.put(line, this.y, { ...placed, isStretched: i < lines.length - 1 });
      this.y += height;
    });
  }

  rule(x: number, y: number, width: number, thickness = 0.6): void {
    this.doc
      .lineWidth(thickness)
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke('#000');
  }
}
