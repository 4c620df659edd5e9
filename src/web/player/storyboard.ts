import { api, blobOf } from '../api/client.ts';
import type { StoryboardLayout } from '../api/shapes.ts';
import type { FootageOf } from './footage-of.ts';
import { type Storyboard, type Tile, tileAt } from './tile.ts';

/** Cache of a request's storyboards: each look is recorded, so none is fetched twice. */
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
      fromMs: Date.parse(layout.from),
      toMs: Date.parse(layout.to),
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
