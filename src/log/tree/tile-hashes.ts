import { hashPair, treeHashBytes } from './hashing.ts';

/** The hash at a place of a tile. */
export const hashInTile = (tile: Uint8Array, at: number): Uint8Array =>
  tile.subarray(at * treeHashBytes, (at + 1) * treeHashBytes);

/** Root over `count` hashes of a tile, a power of two, beginning at `first`. */
export function rootInTile(tile: Uint8Array, first: number, count: number): Uint8Array {
  const nodes = Buffer.from(tile.subarray(first * treeHashBytes, (first + count) * treeHashBytes));
  for (let left = count; left > 1; left /= 2)
    for (let pair = 0; pair < left / 2; pair++)
      hashPair(nodes, { fromBytes: 2 * pair * treeHashBytes, toBytes: pair * treeHashBytes });
  return nodes.subarray(0, treeHashBytes);
}
