import { LOOP_FRAMES, loopFrameMs } from './loop.ts';

/**
 * The machine-readable clock: 40 black or white cells across the picture, in the top 2/45 of its height (32
 * of 720 lines, 8 of 180). Sync 1010, two bits of clip number, eleven of loop frame, the same eleven
 * inverted, CRC-8 of clip and frame, sync 0101.
 */
export const STRIP_HEIGHT_FRACTION = 2 / 45;
const CELLS = 40;
const LEADING_SYNC = [1, 0, 1, 0] as const;
const TRAILING_SYNC = [0, 1, 0, 1] as const;
const MIN_CONTRAST = 60;

export interface ClockReading {
  /** Number of the clip, 0-3; identifies the camera. */
  clip: number;
  /** [0, LOOP_FRAMES) */
  loopFrame: number;
  /** Position in the loop, [0, LOOP_MS). */
  loopMs: number;
}

/** The 40 cells of a frame's strip, 1 = white. */
export function stripCells(clip: number, loopFrame: number): number[] {
  const frameBits = bits(loopFrame, 11);
  return [
    ...LEADING_SYNC,
    ...bits(clip, 2),
    ...frameBits,
    ...frameBits.map((bit) => 1 - bit),
    ...bits(crc8(clip, loopFrame), 8),
    ...TRAILING_SYNC,
  ];
}

/**
 * Reads the burnt-in clock of a whole picture: 8-bit luma, row by row, at any size with about four pixels a
 * cell (160 wide) or more. Null when there is no strip or its checks fail.
 */
export function readClock(gray: Uint8Array, width: number, height: number): ClockReading | null {
  return readStrip(gray, width, Math.round(height * STRIP_HEIGHT_FRACTION));
}

/** Like `readClock`, for the strip alone, cut to `height` lines. */
export function readStrip(gray: Uint8Array, width: number, height: number): ClockReading | null {
  const levels = Array.from({ length: CELLS }, (_, cell) => cellLevel(gray, width, height, cell));
  const threshold = syncThreshold(levels);
  return threshold === null ? null : decodeCells(levels.map((level) => (level > threshold ? 1 : 0)));
}

function decodeCells(cells: number[]): ClockReading | null {
  const clip = number(cells.slice(4, 6));
  const loopFrame = number(cells.slice(6, 17));
  if (loopFrame >= LOOP_FRAMES) return null;
  const expected = stripCells(clip, loopFrame);
  return expected.every((cell, i) => cell === cells[i])
    ? { clip, loopFrame, loopMs: loopFrameMs(loopFrame) }
    : null;
}

/** Mean luma of the middle half of a cell, away from the edges that scaling and the codec blur. */
function cellLevel(gray: Uint8Array, width: number, height: number, cell: number): number {
  const [left, right] = middle((cell * width) / CELLS, ((cell + 1) * width) / CELLS);
  const [top, bottom] = middle(0, height);
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) sum += gray[y * width + x] ?? 0;
  }
  return sum / ((right - left) * (bottom - top));
}

function middle(from: number, to: number): [from: number, to: number] {
  const quarter = (to - from) / 4;
  const start = Math.floor(from + quarter);
  return [start, Math.max(start + 1, Math.ceil(to - quarter))];
}

/** Half way between white and black of the sync cells; null when they differ too little to be a strip. */
function syncThreshold(levels: number[]): number | null {
  const sync = [...LEADING_SYNC, ...TRAILING_SYNC];
  const seen = [...levels.slice(0, 4), ...levels.slice(-4)];
  const darkestWhite = Math.min(...seen.filter((_, i) => sync[i] === 1));
  const brightestBlack = Math.max(...seen.filter((_, i) => sync[i] === 0));
  return darkestWhite - brightestBlack < MIN_CONTRAST ? null : (darkestWhite + brightestBlack) / 2;
}

function bits(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (value >> (count - 1 - i)) & 1);
}

function number(cells: number[]): number {
  return cells.reduce((value, cell) => value * 2 + cell, 0);
}

/** CRC-8, polynomial x^8 + x^2 + x + 1, over the 16 bits clip << 11 | loopFrame. */
function crc8(clip: number, loopFrame: number): number {
  return bits((clip << 11) | loopFrame, 16).reduce((crc, bit) => {
    const carry = ((crc >> 7) & 1) ^ bit;
    return ((crc << 1) & 0xff) ^ (carry ? 0x07 : 0);
  }, 0xff);
}
