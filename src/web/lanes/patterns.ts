import type { GapReason } from '../api/shapes.ts';

/** One pattern a reason, so that colour never tells them apart alone. Strokes of a tile of 8 × 8. */
const strokes: Readonly<Record<GapReason, readonly (readonly [number, number, number, number])[]>> = {
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
export function gapTile(reason: GapReason, ink: string, ground: string): HTMLCanvasElement {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  const pen = tile.getContext('2d');
  if (!pen) return tile;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, 8, 8);
  pen.strokeStyle = ink;
  pen.lineWidth = 1.5;
  pen.beginPath();
  for (const [fromX, fromY, toX, toY] of strokes[reason]) {
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
  }
  pen.stroke();
  return tile;
}
