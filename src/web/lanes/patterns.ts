import type { GapReason } from '../api/shapes.ts';

type Stroke = readonly [fromX: number, fromY: number, toX: number, toY: number];

/** One pattern a reason, so that colour never tells them apart alone. Strokes of a tile of 8 × 8. */
const strokes: Readonly<Record<GapReason, readonly Stroke[]>> = {
  offline: [[0, 8, 8, 0]],
  auth: [[0, 0, 8, 8]],
  unsupported: [
    [2, 2, 6, 2],
    [6, 2, 6, 6],
    [6, 6, 2, 6],
    [2, 6, 2, 2],
  ],
  'no-keyframe': [
    [0, 6, 4, 2],
    [4, 2, 8, 6],
  ],
  recorder: [
    [0, 8, 8, 0],
    [0, 0, 8, 8],
  ],
  disk: [[0, 4, 8, 4]],
  paused: [[4, 0, 4, 8]],
  'switched-off': [
    [2, 0, 2, 8],
    [6, 0, 6, 8],
  ],
  'no-notice': [
    [4, 0, 4, 8],
    [0, 4, 8, 4],
  ],
  damaged: [
    [0, 4, 4, 0],
    [4, 0, 8, 4],
  ],
  clock: [
    [0, 2, 8, 2],
    [0, 6, 8, 6],
  ],
  expired: [[3, 4, 5, 4]],
  unknown: [
    [2, 2, 3, 3],
    [6, 6, 7, 7],
  ],
};

/** A tile of the pattern of a reason, to fill a canvas with. */
export const gapTile = (reason: GapReason, ink: string, ground: string): HTMLCanvasElement =>
  tileOf(8, strokes[reason], { ink, ground, width: 1.5 });

/** Crosses on a dark ground: unlike any gap, which has a light one. */
export const alteredTile = (ink: string, ground: string): HTMLCanvasElement =>
  tileOf(
    12,
    [
      [2, 2, 10, 10],
      [10, 2, 2, 10],
    ],
    { ink, ground, width: 2 },
  );

/** Thin lines far apart: time of which nothing is said. */
export const outsideTile = (ink: string, ground: string): HTMLCanvasElement =>
  tileOf(12, [[0, 12, 12, 0]], { ink, ground, width: 1 });

interface Inks {
  readonly ink: string;
  readonly ground: string;
  /** Of a stroke, in pixels. */
  readonly width: number;
}

function tileOf(size: number, lines: readonly Stroke[], { ink, ground, width }: Inks): HTMLCanvasElement {
  const tile = document.createElement('canvas');
  tile.width = tile.height = size;
  const pen = tile.getContext('2d');
  if (!pen) return tile;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.beginPath();
  for (const [fromX, fromY, toX, toY] of lines) {
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
  }
  pen.stroke();
  return tile;
}
