import type { RawImage } from '../../media/index.ts';
import type { PictureBox } from './picture-box.ts';

/** Decodes a stored storyboard. Errors: `storyboard-damaged` (invalid). */
export type ReadBoardImage = (webp: Uint8Array) => Promise<RawImage>;

/** A rectangle of an image, in its pixels. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** More cells than these see no smaller thing: the pictures are 160 pixels wide. */
const most = { columns: 32, rows: 18 };
/** The noise of fewer pixels does not average out. */
const leastCellPixels = 3;

/** Pixels of a tile that a box touches; one at least. */
export function pixelsOf(box: PictureBox, tile: PixelBox): PixelBox {
  const [left, right] = [Math.floor(box.left * tile.width), Math.ceil((box.left + box.width) * tile.width)];
  const [top, bottom] = [Math.floor(box.top * tile.height), Math.ceil((box.top + box.height) * tile.height)];
  const at = { left: Math.min(left, tile.width - 1), top: Math.min(top, tile.height - 1) };
  return {
    left: tile.left + at.left,
    top: tile.top + at.top,
    width: Math.max(1, Math.min(right, tile.width) - at.left),
    height: Math.max(1, Math.min(bottom, tile.height) - at.top),
  };
}

/**
 * The mean brightness of each cell of a rectangle, row by row, 32 × 18 of them at most: noise of single pixels averages out, and
 * pictures of one size have the same cells. The rectangle must lie in the image.
 */
export function brightnessCells(image: RawImage, box: PixelBox): Uint8Array {
  const columns = countOf(box.width, most.columns);
  const rows = countOf(box.height, most.rows);
  const cells = new Uint8Array(columns * rows);
  const edges = Array.from(
    { length: columns + 1 },
    (_, i) => box.left + Math.floor((i * box.width) / columns),
  );
  for (let row = 0; row < rows; row++) {
    const top = box.top + Math.floor((row * box.height) / rows);
    const bottom = box.top + Math.floor(((row + 1) * box.height) / rows);
    for (let column = 0; column < columns; column++) {
      const [left = 0, right = 0] = [edges[column], edges[column + 1]];
      cells[row * columns + column] = brightnessOf(image, {
        left,
        top,
        width: right - left,
        height: bottom - top,
      });
    }
  }
  return cells;
}

const countOf = (pixels: number, mostCells: number): number =>
  Math.max(1, Math.min(mostCells, Math.floor(pixels / leastCellPixels)));

/** The mean of (red + 2 green + blue) / 4: near enough to the luma of the eye, and quick. */
function brightnessOf({ width, rgb }: RawImage, box: PixelBox): number {
  let sum = 0;
  for (let y = box.top; y < box.top + box.height; y++) {
    const end = 3 * (y * width + box.left + box.width);
    for (let i = 3 * (y * width + box.left); i < end; i += 3) {
      sum += (rgb[i] ?? 0) + 2 * (rgb[i + 1] ?? 0) + (rgb[i + 2] ?? 0);
    }
  }
  return Math.round(sum / (4 * box.width * box.height));
}
