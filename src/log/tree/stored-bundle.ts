import { invalid } from '../../core/index.ts';
import { leavesOfBundle } from './entry-bundle.ts';
import { isSameHash, leafHash } from './hashing.ts';
import { type ReadTile, wholeTile } from './stored-tile.ts';
import { type LogTile, logTileAt, tilePath, tileWidth } from './tile.ts';
import { hashInTile } from './tile-hashes.ts';

/**
 * The leaves of the stored bundle with that number, as many as it has in a log of `size`, each compared with its hash in the
 * tile. Attacker-controlled, and the tile is believed. Errors: those of `wholeTile` and `leavesOfBundle`; `invalid`
 * `log-tiles-differ`.
 */
export async function storedBundle(index: number, size: number, read: ReadTile): Promise<Uint8Array[]> {
  const tile = logTileAt(0, index * tileWidth, size);
  return bundleOf(tile, await wholeTile(tile, read), read);
}

/** The leaves whose hashes the tile of level 0 has. */
export async function bundleOf(tile: LogTile, hashes: Uint8Array, read: ReadTile): Promise<Uint8Array[]> {
  const leaves = await leavesIn({ ...tile, level: 'entries' }, read);
  const wrong = leaves.findIndex((leaf, at) => !isSameHash(leafHash(leaf), hashInTile(hashes, at)));
  if (wrong >= 0) throw tilesDiffer(`leaf ${tile.index * tileWidth + wrong}`);
  return leaves;
}

/**
 * The leaves of the bundle with that leaf, as many as it has in a log of `size`: nothing is compared. Errors: those of `wholeTile`
 * and `leavesOfBundle`.
 */
export const bundledLeaves = (leaf: number, size: number, read: ReadTile): Promise<Uint8Array[]> =>
  leavesIn({ ...logTileAt(0, leaf, size), level: 'entries' }, read);

/** When a partial bundle is gone, the full one begins with its leaves. */
async function leavesIn(bundle: LogTile, read: ReadTile): Promise<Uint8Array[]> {
  const bytes = await read(tilePath(bundle));
  if (bytes) return leavesOfBundle(bytes, bundle.width);
  const full = await wholeTile({ ...bundle, width: tileWidth }, read);
  return leavesOfBundle(full, tileWidth).slice(0, bundle.width);
}

export const tilesDiffer = (what: string): Error =>
  invalid('log-tiles-differ', `the stored files of the log do not give ${what}`);
