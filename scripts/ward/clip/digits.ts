import type { Colour, Picture } from './picture.ts';

/** Glyphs of 5 by 7 dots, one string each, rows from the top. */
const GLYPHS: Readonly<Record<string, string>> = {
  '0': '.###. #...# #..## #.#.# ##..# #...# .###.',
  '1': '..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.',
  '2': '.###. #...# ....# ...#. ..#.. .#... #####',
  '3': '##### ...#. ..#.. ...#. ....# #...# .###.',
  '4': '...#. ..##. .#.#. #..#. ##### ...#. ...#.',
  '5': '##### #.... ####. ....# ....# #...# .###.',
  '6': '..##. .#... #.... ####. #...# #...# .###.',
  '7': '##### ....# ...#. ..#.. .#... .#... .#...',
  '8': '.###. #...# #...# .###. #...# #...# .###.',
  '9': '.###. #...# #...# .#### ....# ...#. .##..',
  ':': '..... ..#.. ..#.. ..... ..#.. ..#.. .....',
  '.': '..... ..... ..... ..... ..... .##.. .##..',
};
const ADVANCE_DOTS = 6;

export interface TextPlace {
  x: number;
  y: number;
  /** Pixels per dot, even. */
  dotSize: number;
}

/** Draws digits, colons and points; any other character leaves a blank. */
export function writeDigits(picture: Picture, text: string, place: TextPlace, ink: Colour): void {
  [...text].forEach((character, i) => {
    const x = place.x + i * ADVANCE_DOTS * place.dotSize;
    writeGlyph(picture, GLYPHS[character] ?? '', { ...place, x }, ink);
  });
}

function writeGlyph(picture: Picture, glyph: string, { x, y, dotSize }: TextPlace, ink: Colour): void {
  glyph.split(' ').forEach((row, rowIndex) => {
    [...row].forEach((dot, column) => {
      if (dot !== '#') return;
      const box = { x: x + column * dotSize, y: y + rowIndex * dotSize, width: dotSize, height: dotSize };
      picture.fill(box, ink);
    });
  });
}
