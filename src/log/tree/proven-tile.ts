import { AppError } from '../../core/index.ts';
import type { EntryBundle } from './entry-bundle.ts';
import { leafHash as hashOfLeaf, isSameHash, treeHashBytes } from './hashing.ts';
import { provesInclusion, type TreeHead } from './proofs.ts';
import { tilesDiffer } from './stored-bundle.ts';
import { type ReadTile, wholeTile } from './stored-tile.ts';
import { StoredTree } from './stored-tree.ts';
import { type LogTile, logTileAt, tilePath, tileWidth } from './tile.ts';
import { hashInTile, rootInTile } from './tile-hashes.ts';

/** Hashes that a signed root covers: those of one tile, from its first on. */
export interface ProvenTile {
  readonly index: number;
  readonly hashes: Uint8Array;
}

export const tileOfLeaf = (leaf: number): number => Math.floor(leaf / tileWidth);

/** Whether the tile has the hash with that number of its level: of that leaf, or of that full tile of leaves. */
export const covers = ({ index, hashes }: ProvenTile, number: number): boolean =>
  tileOfLeaf(number) === index && (number % tileWidth) * treeHashBytes < hashes.length;

/**
 * Reads the tile with the hash of that leaf and proves it to the head: the proof of one leaf is computed from all others in its
 * tile. Attacker-controlled but for the head. Errors: those of `wholeTile`; `forbidden` `leaf-not-proved`.
 */
export async function provenTile(leaf: number, head: TreeHead, read: ReadTile): Promise<ProvenTile> {
  return (await proven(leaf, head, read)).tile;
}

/**
 * The tile of level 1 over the full tile with that leaf, proved by the same proof, which is computed from all its other hashes. With
 * it, each of its 256 tiles is proved by its root alone: see `tileBelow`. Errors: those of `provenTile`.
 */
export async function provenAbove(leaf: number, head: TreeHead, read: ReadTile): Promise<ProvenTile> {
  const { tile, above } = await proven(leaf, head, read);
  const hashes = Buffer.from(above);
  // The one that the proof did not need.
  hashes.set(rootInTile(tile.hashes, 0, tileWidth), (tile.index % tileWidth) * treeHashBytes);
  return { index: tileOfLeaf(tile.index), hashes };
}

/** Reads a full tile of leaves that a proven one covers. Errors: those of `wholeTile`; `forbidden` `leaf-not-proved`. */
export async function tileBelow(above: ProvenTile, index: number, read: ReadTile): Promise<ProvenTile> {
  const hashes = await wholeTile({ level: 0, index, width: tileWidth }, read);
  const root = hashInTile(above.hashes, index % tileWidth);
  if (!isSameHash(rootInTile(hashes, 0, tileWidth), root)) throw notProved(index * tileWidth);
  return { index, hashes };
}

/** Both as they were read for the proof; `above` is empty while no tile of leaves there is full. */
async function proven(
  leaf: number,
  head: TreeHead,
  read: ReadTile,
): Promise<{ tile: ProvenTile; above: Uint8Array }> {
  if (leaf >= head.size) throw notProved(leaf);
  const known = new Map<string, Uint8Array>();
  const readOnce = async (tile: LogTile): Promise<Uint8Array> => {
    const bytes = await wholeTile(tile, read);
    known.set(tilePath(tile), bytes);
    return bytes;
  };
  const own = logTileAt(0, leaf, head.size);
  const hashes = await readOnce(own);
  const over = logTileAt(1, own.index, head.size);
  const above = over.width > 0 ? await readOnce(over) : new Uint8Array();
  const tree = new StoredTree(head.size, async (path) => known.get(path) ?? read(path));
  const proof = await tree.inclusionProof(leaf);
  if (!provesInclusion(proof, { index: leaf, hash: hashInTile(hashes, leaf % tileWidth) }, head))
    throw notProved(leaf);
  return { tile: { index: own.index, hashes }, above };
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
