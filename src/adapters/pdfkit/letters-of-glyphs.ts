import type { ReadTypefaces } from './typefaces.ts';

/** The font in use, which pdfkit's types leave out. */
interface EmbeddedFont {
  /** The code points that each glyph of the paper stands for; the first one is the glyph of no letter. */
  readonly unicode: readonly (readonly number[])[];
  /** Writes at the end, for whoever copies or searches, which letters the glyphs are. */
  toUnicodeCmap: () => PDFKit.PDFKitReference;
}

/** Of one block of a map (Adobe technical note 5014). */
const blockSize = 100;

/**
 * Has each glyph named on a line of its own. pdfkit 0.20.2 writes a list for a range of glyphs, and Ghostscript 10.00.0 (Debian 12)
 * reads one byte of each letter in it: its copy of a paper would have no Vietnamese words (findings/ghostscript-letters-of-a-list.sh).
 */
export function nameGlyphsOneByOne(doc: PDFKit.PDFDocument, typefaces: ReadTypefaces): void {
  for (const face of Object.keys(typefaces)) {
    const { _font: font } = doc.font(face) as unknown as { readonly _font: EmbeddedFont };
    font.toUnicodeCmap = () => {
      const map = doc.ref({});
      map.end(mapOf(font.unicode));
      return map;
    };
  }
}

function mapOf(unicode: EmbeddedFont['unicode']): string {
  const lines = unicode.map((codePoints, glyph) => `<${hex(glyph)}> <${utf16(codePoints)}>`).slice(1);
  const blocks = Array.from({ length: Math.ceil(lines.length / blockSize) }, (_, i) => {
    const block = lines.slice(i * blockSize, (i + 1) * blockSize);
    return [`${block.length} beginbfchar`, ...block, 'endbfchar'].join('\n');
  });
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

const hex = (number: number): string => number.toString(16).padStart(4, '0');

const utf16 = (codePoints: readonly number[]): string =>
  Array.from(String.fromCodePoint(...codePoints).split(''), (unit) => hex(unit.charCodeAt(0))).join('');
