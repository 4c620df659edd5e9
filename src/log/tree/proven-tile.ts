import { AppError } from '../../core/index.ts';
import type { EntryBundle } from './entry-bundle.ts';
import { leafHash as hashOfLeaf, isSameHash } from './hashing.ts';
import { provesInclusion, type TreeHead } from './proofs.ts';
import { tilesDiffer } from './stored-bundle.ts';
import { type ReadTile, wholeTile } from './stored-tile.ts';
import { StoredTree } from './stored-tree.ts';
import { logTileAt, tilePath, tileWidth } from './tile.ts';
import { hashInTile } from './tile-hashes.ts';

/** Hashes of leaves that a signed root covers: those of one tile, from its first leaf on. */
export interface ProvenTile {
  readonly index: number;
  readonly hashes: Uint8Array;
}

export const tileOfLeaf = (leaf: number): number => Math.floor(leaf / tileWidth);

export const covers = ({ index, hashes }: ProvenTile, leaf: number): boolean =>
  tileOfLeaf(leaf) === index && (leaf % tileWidth) * 32 < hashes.length;

/**
 * Reads the tile with the hash of that leaf and proves it to the head: the proof of one leaf is computed from all others in its
 * tile. Attacker-controlled but for the head. Errors: those of `wholeTile`; `forbidden` `leaf-not-proved`.
 */
export async function provenTile(leaf: number, head: TreeHead, read: ReadTile): Promise<ProvenTile> {
  if (leaf >= head.size) throw notProved(leaf);
  const tile = logTileAt(0, leaf, head.size);
  const path = tilePath(tile);
  const hashes = await wholeTile(tile, read);
  const tree = new StoredTree(head.size, async (asked) => (asked === path ? hashes : read(asked)));
  const proof = await tree.inclusionProof(leaf);
  if (!provesInclusion(proof, { index: leaf, hash: hashInTile(hashes, leaf % tileWidth) }, head))
    throw notProved(leaf);
  return { index: tile.index, hashes };
}

/** The bytes of a leaf, when those of its bundle have the hash in a proven tile. Errors: `invalid` `log-tiles-differ`. */
export function leafIn(tile: ProvenTile, leaf: number, bundle: EntryBundle): Uint8Array {
  const bytes = bundle.leaf(leaf % tileWidth) ?? new Uint8Array();
  if (!isSameHash(hashOfLeaf(bytes), hashInTile(tile.hashes, leaf % tileWidth)))
    throw tilesDiffer(`leaf ${leaf}`);
  return bytes;
}

const notProved = (leaf: number): Error =>
  new AppError('forbidden', 'leaf-not-proved', `the stored files of the log do not prove leaf ${leaf}`);
