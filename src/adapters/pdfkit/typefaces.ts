import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { create, type Font, type Glyph, type GlyphRun } from 'fontkit';

/**
 * Tinos has the widths of Times New Roman, which Decree 30/2020 asks for, and Cousine those of Courier New. Both have every
 * Vietnamese letter, and may be embedded (SIL Open Font License 1.1).
 */
const files = {
  regular: import.meta.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  italic: import.meta.resolve('@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  bold: import.meta.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf'),
  mono: import.meta.resolve('@expo-google-fonts/cousine/400Regular/Cousine_400Regular.ttf'),
};

export type Typeface = keyof typeof files;

const typefaces = Object.keys(files) as Typeface[];

/** A typeface as pdfkit takes it, and its measure. */
export interface ReadTypeface {
  readonly font: Font;
  /** Of a text of size 1. */
  readonly widthOf: (text: string) => number;
  /** Widens each space by so much of the size while it draws: pdfkit’s own stretched lines have no spaces to be read or copied. */
  readonly stretched: (extra: number, draw: () => void) => void;
}

export type ReadTypefaces = Readonly<Record<Typeface, ReadTypeface>>;

/** Read once for all papers. */
export async function readTypefaces(): Promise<ReadTypefaces> {
  const read = await Promise.all(typefaces.map(async (face) => [face, plain(await opened(files[face]))]));
  return Object.fromEntries(read) as ReadTypefaces;
}

async function opened(name: string): Promise<Font> {
  const font = create(await readFile(fileURLToPath(name)));
  if (!('layout' in font)) throw new Error(`${name} is a collection`);
  return font;
}

/**
 * A glyph for each letter, side by side. Composed Vietnamese letters need no more, and the rules of the font, ligatures and
 * kerning, would take ten times as long for a table of digests.
 */
function plain(font: Font): ReadTypeface {
  const known = new Map<string, Glyph>();
  let extraUnits = 0;
  const glyphOf = (sign: string): Glyph => {
    const found = known.get(sign) ?? letterOf(font, sign.codePointAt(0) ?? 0);
    known.set(sign, found);
    return found;
  };
  const widthOf = (text: string): number => {
    let width = 0;
    for (const sign of text) width += glyphOf(sign).advanceWidth;
    return width;
  };
  const layout = (text: string): Pick<GlyphRun, 'glyphs' | 'positions' | 'advanceWidth'> => {
    const glyphs = Array.from(text, glyphOf);
    const space = glyphOf(' ');
    const positions = glyphs.map((glyph) => ({
      xAdvance: glyph.advanceWidth + (glyph === space ? extraUnits : 0),
      yAdvance: 0,
      xOffset: 0,
      yOffset: 0,
    }));
    return { glyphs, positions, advanceWidth: widthOf(text) };
  };
  return {
    font: Object.assign(font, { layout }),
    widthOf: (text) => widthOf(text) / font.unitsPerEm,
    stretched: (extra, draw) => {
      extraUnits = extra * font.unitsPerEm;
      draw();
      extraUnits = 0;
    },
  };
}

/**
 * fontkit keeps a glyph as it was first asked for: one that an earlier paper had only as a part of another letter (E of Ê) says of no
 * letter that it is it, and could not be copied or searched for.
 */
function letterOf(font: Font, codePoint: number): Glyph {
  const glyph = font.glyphForCodePoint(codePoint);
  return glyph.codePoints.length > 0 ? glyph : Object.assign(glyph, { codePoints: [codePoint] });
}
