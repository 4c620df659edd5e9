import { invalid } from '../../core/index.ts';
import { EntryBundle } from './entry-bundle.ts';
import { isSameHash, leafHash } from './hashing.ts';
import { type ReadTile, wholeTile } from './stored-tile.ts';
import { type LogTile, logTileAt, tilePath, tileWidth } from './tile.ts';
import { hashInTile } from './tile-hashes.ts';

/**
 * The leaves of the stored bundle with that number, as many as it has in a log of `size`, each compared with its hash in the
 * tile. Attacker-controlled, and the tile is believed. Errors: those of `wholeTile` and `EntryBundle.read`; `invalid`
 * `log-tiles-differ`.
 */
export async function storedBundle(index: number, size: number, read: ReadTile): Promise<Uint8Array[]> {
  const tile = logTileAt(0, index * tileWidth, size);
  return bundleOf(tile, await wholeTile(tile, read), read);
}

/** The leaves whose hashes the tile of level 0 has. */
export async function bundleOf(tile: LogTile, hashes: Uint8Array, read: ReadTile): Promise<Uint8Array[]> {
  const leaves = (await entryBundle({ ...tile, level: 'entries' }, read)).leaves(tile.width);
  const wrong = leaves.findIndex((leaf, at) => !isSameHash(leafHash(leaf), hashInTile(hashes, at)));
  if (wrong >= 0) throw tilesDiffer(`leaf ${tile.index * tileWidth + wrong}`);
  return leaves;
}

/**
 * The bundle with that leaf, at least as wide as it is in a log of `size`: nothing is compared. Errors: those of `entryBundle`.
 */
export const bundleWith = (leaf: number, size: number, read: ReadTile): Promise<EntryBundle> =>
  entryBundle({ ...logTileAt(0, leaf, size), level: 'entries' }, read);

/**
 * An entry bundle in its width. When a partial bundle is gone, the full one begins with its leaves. Errors: those of `wholeTile` and
 * `EntryBundle.read`.
 */
export async function entryBundle(bundle: LogTile, read: ReadTile): Promise<EntryBundle> {
  const bytes = await read(tilePath(bundle));
  if (bytes) return EntryBundle.read(bytes, bundle.width);
  return EntryBundle.read(await wholeTile({ ...bundle, width: tileWidth }, read), tileWidth);
}

export const tilesDiffer = (what: string): Error =>
  invalid('log-tiles-differ', `the stored files of the log do not give ${what}`);
