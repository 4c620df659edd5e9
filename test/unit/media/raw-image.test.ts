import { describe, expect, it } from 'vitest';
import { type RawImage, tileImages } from '../../../src/media/index.ts';

/** A picture of 2 × 1 pixels, the left one `value`, the right one `value + 1`. */
const aTile = (value: number): RawImage => ({
  width: 2,
  height: 1,
  rgb: Uint8Array.from([value, value, value, value + 1, value + 1, value + 1]),
});

const redRows = ({ width, rgb }: RawImage): number[][] =>
  Array.from({ length: rgb.length / 3 / width }, (_, row) =>
    Array.from({ length: width }, (_, column) => rgb[(row * width + column) * 3] ?? -1),
  );

describe('when pictures are put into a grid', () => {
  it('fills row by row and leaves the rest black', () => {
    expect(redRows(tileImages([10, 20, 30].map(aTile), 2))).toEqual([
      [10, 11, 20, 21],
      [30, 31, 0, 0],
    ]);
  });

  it('is no wider than its pictures', () => {
    expect(tileImages([aTile(1)], 6)).toMatchObject({ width: 2, height: 1 });
  });
});
