import type { StoryboardLayout } from '../api/shapes.ts';

/** A sprite of small pictures of one segment, or of the part of it that a request opens. */
export interface Storyboard {
  readonly url: string;
  readonly layout: Pick<StoryboardLayout, 'tileWidth' | 'tileHeight' | 'columns'>;
  /** Begin of the segment. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Times of the pictures, ascending. */
  readonly timesMs: readonly number[];
}

/** The cell of a sprite, in its own pixels. */
export interface Tile {
  readonly url: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The picture of an instant of the segment: the last one not after it, or the first where the request opens none before. */
export function tileAt({ url, layout, fromMs, toMs, timesMs }: Storyboard, ms: number): Tile | undefined {
  if (ms < fromMs || ms >= toMs || timesMs.length === 0) return undefined;
  const cell = Math.max(
    0,
    timesMs.findLastIndex((time) => time <= ms),
  );
  const { tileWidth: width, tileHeight: height, columns } = layout;
  return { url, width, height, left: (cell % columns) * width, top: Math.floor(cell / columns) * height };
}
