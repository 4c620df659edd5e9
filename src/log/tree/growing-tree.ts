import { emptyRoot, nodeHash, treeHashBytes } from './hashing.ts';
import { completeSubtrees } from './subtrees.ts';
import { hashesAtLevel, type LogTile, tileWidth } from './tile.ts';
import { rootInTile } from './tile-hashes.ts';

/** A tile with its bytes. */
export interface TileFile {
  readonly tile: LogTile;
  readonly bytes: Uint8Array;
}

/**
 * A tree that grows at its end (RFC 6962), in the memory of its unfinished tiles: 8 kB for each of at most seven levels.
 * `unfinished` are the partial tiles of a tree of `size` leaves, by level; none where the level has no partial tile.
 */
export class GrowingTree {
  private readonly levels: Buffer[] = [];
  private leaves: number;

  constructor(size = 0, unfinished: readonly (Uint8Array | undefined)[] = []) {
    this.leaves = size;
    for (const tile of unfinished) {
      const level = Buffer.alloc(tileWidth * treeHashBytes);
      if (tile) level.set(tile);
      this.levels.push(level);
    }
  }

  get size(): number {
    return this.leaves;
  }

  /** Adds the hash of a leaf; answers the tiles that it filled, the lowest first. */
  add(leaf: Uint8Array): TileFile[] {
    const filled: TileFile[] = [];
    const before = this.leaves;
    this.leaves += 1;
    let hash = leaf;
    for (let level = 0; ; level++) {
      const count = hashesAtLevel(before, level);
      const tile = this.tileOf(level);
      tile.set(hash, (count % tileWidth) * treeHashBytes);
      if ((count + 1) % tileWidth !== 0) return filled;
      filled.push({ tile: { level, index: Math.floor(count / tileWidth), width: tileWidth }, bytes: tile });
      this.levels[level] = Buffer.alloc(tileWidth * treeHashBytes);
      hash = rootInTile(tile, 0, tileWidth);
    }
  }

  /** The partial tiles that differ from those of the tree when it had `oldSize` leaves. */
  partialTiles(oldSize: number): TileFile[] {
    return this.levels.flatMap((bytes, level) => {
      const count = hashesAtLevel(this.leaves, level);
      const width = count % tileWidth;
      if (width === 0 || count === hashesAtLevel(oldSize, level)) return [];
      const tile = { level, index: Math.floor(count / tileWidth), width };
      return [{ tile, bytes: Uint8Array.from(bytes.subarray(0, width * treeHashBytes)) }];
    });
  }

  /** Root of all leaves so far. */
  root(): Uint8Array {
    let root: Uint8Array | undefined;
    for (const [level, bytes] of this.levels.entries()) {
      const width = hashesAtLevel(this.leaves, level) % tileWidth;
      for (const subtree of completeSubtrees({ from: 0, to: width }).reverse()) {
        const count = 2 ** subtree.level;
        const hash = rootInTile(bytes, subtree.index * count, count);
        root = root ? nodeHash(hash, root) : hash;
      }
    }
    return root ?? emptyRoot();
  }

  private tileOf(level: number): Buffer {
    const tile = this.levels[level] ?? Buffer.alloc(tileWidth * treeHashBytes);
    this.levels[level] = tile;
    return tile;
  }
}
