import { stripCells } from './clock-strip.ts';
import { writeDigits } from './digits.ts';
import { FRAMES_PER_SECOND } from './loop.ts';
import { colour, type Picture, WIDTH } from './picture.ts';

const BLACK = colour('#000000');
const WHITE = colour('#ffffff');
const STRIP_HEIGHT = 32;
const CELL_WIDTH = WIDTH / 40;

/** Burns both clocks in: the machine-readable strip at the top, and mm:ss.ff (ff counts frames) under it. */
export function burnClock(picture: Picture, clip: number, loopFrame: number): void {
  stripCells(clip, loopFrame).forEach((cell, i) => {
    const box = { x: i * CELL_WIDTH, y: 0, width: CELL_WIDTH, height: STRIP_HEIGHT };
    picture.fill(box, cell === 1 ? WHITE : BLACK);
  });
  picture.fill({ x: 16, y: 48, width: 304, height: 58 }, BLACK);
  writeDigits(picture, readable(loopFrame), { x: 24, y: 56, dotSize: 6 }, WHITE);
}

function readable(loopFrame: number): string {
  const seconds = Math.floor(loopFrame / FRAMES_PER_SECOND);
  const parts = [Math.floor(seconds / 60), seconds % 60, loopFrame % FRAMES_PER_SECOND];
  const [mm, ss, ff] = parts.map((part) => String(part).padStart(2, '0'));
  return `${mm}:${ss}.${ff}`;
}
