import { useEffect, useState } from 'preact/hooks';
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

/** The picture of the instant under the pointer. */
export function StoryboardTile({ shelf, of, ms }: StoryboardTileProps) {
  const [, redraw] = useState(0);
  const tile = shelf.tile(of, ms);
  useEffect(() => {
    if (tile) return undefined;
    const passed = new AbortController();
    const timer = window.setTimeout(() => {
      shelf.fetch(of, ms, passed.signal).then(
        () => redraw((count) => count + 1),
        // No picture of then; the words beside it say why.
        () => undefined,
      );
    }, restMs);
    return () => {
      window.clearTimeout(timer);
      passed.abort();
    };
  }, [of.cameraId, ms, tile === undefined]);
  return tile ? <span class="tile" style={tileStyle(tile)} /> : null;
}

const tileStyle = ({ url, left, top, width, height }: Tile) => ({
  width: `${width}px`,
  height: `${height}px`,
  backgroundImage: `url(${url})`,
  backgroundPosition: `-${left}px -${top}px`,
});
