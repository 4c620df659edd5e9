/** Interleaved 8-bit RGB, rows from the top, no padding: `rgb.length === width × height × 3`. */
export interface RawImage {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

const channels = 3;

/**
 * Puts pictures of one size into a grid, row by row from the top left; cells left over stay black. Empty when there
 * are no pictures; those of another size than the first must have been left out before.
 */
export function tileImages(tiles: readonly RawImage[], columns: number): RawImage {
  const { width, height } = tiles[0] ?? { width: 0, height: 0 };
  const sprite = {
    width: width * Math.min(columns, tiles.length),
    height: height * Math.ceil(tiles.length / columns),
  };
  const rgb = new Uint8Array(sprite.width * sprite.height * channels);
  for (const [i, tile] of tiles.entries()) {
    const left = (i % columns) * width;
    const top = Math.floor(i / columns) * height;
    for (let row = 0; row < height; row++) {
      const line = tile.rgb.subarray(row * width * channels, (row + 1) * width * channels);
      rgb.set(line, ((top + row) * sprite.width + left) * channels);
    }
  }
  return { ...sprite, rgb };
}
