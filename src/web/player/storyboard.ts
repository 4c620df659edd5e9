import { api, blobOf } from '../api/client.ts';
import type { StoryboardLayout } from '../api/shapes.ts';
import type { FootageOf } from './footage-of.ts';

/** A sprite of small pictures of one segment. */
export interface Storyboard {
  readonly url: string;
  readonly layout: StoryboardLayout;
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

/** How long a picture stands for what follows it, where no other one does. */
const lastsMs = 5_000;

/** The picture of an instant: the last one not after it. */
export function tileAt({ url, layout, timesMs }: Storyboard, ms: number): Tile | undefined {
  const cell = timesMs.findLastIndex((time) => time <= ms);
  const time = timesMs[cell];
  if (time === undefined || (cell === timesMs.length - 1 && ms - time > lastsMs)) return undefined;
  const { tileWidth: width, tileHeight: height, columns } = layout;
  return { url, width, height, left: (cell % columns) * width, top: Math.floor(cell / columns) * height };
}

/** Storyboards of one request that were already looked at: each look is recorded, so none is asked for twice. */
export class StoryboardShelf {
  private readonly boards = new Map<string, Storyboard[]>();

  tile({ cameraId }: FootageOf, ms: number): Tile | undefined {
    for (const board of this.boards.get(cameraId) ?? []) {
      const tile = tileAt(board, ms);
      if (tile) return tile;
    }
    return undefined;
  }

  /** `undefined` when there is none of that time. */
  async fetch(of: FootageOf, ms: number, signal: AbortSignal): Promise<Tile | undefined> {
    const sprite = await api.getStoryboard(of, { at: new Date(ms).toISOString() }, { signal });
    const layout = JSON.parse(sprite.headers.get('X-Storyboard-Layout') ?? 'null') as StoryboardLayout;
    const board = {
      url: URL.createObjectURL(blobOf(sprite)),
      layout,
      timesMs: layout.times.map((time) => Date.parse(time)),
    };
    this.boards.set(of.cameraId, [...(this.boards.get(of.cameraId) ?? []), board]);
    return tileAt(board, ms);
  }

  clear(): void {
    for (const { url } of [...this.boards.values()].flat()) URL.revokeObjectURL(url);
    this.boards.clear();
  }
}
