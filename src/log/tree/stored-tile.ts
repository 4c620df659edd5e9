import { AppError, invalid } from '../../core/index.ts';
import { treeHashBytes } from './hashing.ts';
import { type LogTile, tilePath, tileWidth } from './tile.ts';

/** The bytes of a file of a log by its path below the folder of the log; `undefined` when there is none. */
export type ReadTile = (path: string) => Promise<Uint8Array | undefined>;

/**
 * A tile of hashes in its width, or an entry bundle as it is. When a partial tile is gone, the full one has what it had.
 * Attacker-controlled. Errors: `not-found` `log-tile-missing`, `invalid` `log-tile-malformed` (not its length).
 */
export async function wholeTile(tile: LogTile, read: ReadTile): Promise<Uint8Array> {
  const [bytes, width] = await firstOf([tile, { ...tile, width: tileWidth }], read);
  if (tile.level === 'entries') return bytes;
  if (bytes.length !== width * treeHashBytes)
    throw invalid('log-tile-malformed', `${tilePath(tile)} has ${bytes.length} bytes`);
  return bytes.subarray(0, tile.width * treeHashBytes);
}

async function firstOf(tiles: readonly LogTile[], read: ReadTile): Promise<[Uint8Array, number]> {
  for (const tile of tiles) {
    const bytes = await read(tilePath(tile));
    if (bytes) return [bytes, tile.width];
  }
  const path = tiles[0] ? tilePath(tiles[0]) : '';
  throw new AppError('not-found', 'log-tile-missing', `there is no ${path} in the log`);
}
