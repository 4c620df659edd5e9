import { useEffect, useState } from 'preact/hooks';
import { asProblem } from '../api/problem.ts';
import type { FootageOf } from './footage-of.ts';
import type { StoryboardShelf } from './storyboard.ts';
import type { Tile } from './tile.ts';

interface StoryboardTileProps {
  readonly shelf: StoryboardShelf;
  readonly of: FootageOf;
  readonly ms: number;
}

/** A pointer that passes on asks for nothing. */
const restMs = 150;
/** Pictures of the last minute may still be made. */
const againMs = 5_000;

/** The picture of the instant under the pointer. */
export function StoryboardTile({ shelf, of, ms }: StoryboardTileProps) {
  const [tries, redraw] = useState(0);
  const tile = shelf.tile(of, ms);
  useEffect(() => {
    if (tile) return undefined;
    const passed = new AbortController();
    let again: number | undefined;
    const timer = window.setTimeout(() => {
      shelf.fetch(of, ms, passed.signal).then(
        () => redraw((count) => count + 1),
        (thrown: unknown) => {
          // No picture of then; the words beside it say why.
          if (asProblem(thrown).code !== 'storyboard-not-ready' || passed.signal.aborted) return;
          again = window.setTimeout(() => redraw((count) => count + 1), againMs);
        },
      );
    }, restMs);
    return () => {
      window.clearTimeout(timer);
      window.clearTimeout(again);
      passed.abort();
    };
  }, [of.cameraId, ms, tile === undefined, tries]);
  return tile ? <span class="tile" style={tileStyle(tile)} /> : null;
}

const tileStyle = ({ url, left, top, width, height }: Tile) => ({
  width: `${width}px`,
  height: `${height}px`,
  backgroundImage: `url(${url})`,
  backgroundPosition: `-${left}px -${top}px`,
});
