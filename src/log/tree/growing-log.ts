import { bundledLeaf } from './entry-bundle.ts';
import { GrowingTree, type TileFile } from './growing-tree.ts';
import { isSameHash, leafHash } from './hashing.ts';
import type { TreeHead } from './proofs.ts';
import { bundleOf, tilesDiffer } from './stored-bundle.ts';
import { type ReadTile, wholeTile } from './stored-tile.ts';
import { hashesAtLevel, logTileAt, tileWidth } from './tile.ts';

/**
 * The end of a log to which leaves are appended: its unfinished tiles, and the leaves of its unfinished bundle. After an
 * error, or when a file was not stored, resume it anew: this one is ahead of the store.
 */
export class GrowingLog {
  private constructor(
    private readonly tree: GrowingTree,
    private bundled: Uint8Array[],
  ) {}

  static empty = (): GrowingLog => new GrowingLog(new GrowingTree(), []);

  /**
   * Continues the stored log with this head. Errors: those of `wholeTile` and `EntryBundle.read`; `invalid`
   * `log-tiles-differ` where the files do not have that root.
   */
  static async resume(head: TreeHead, read: ReadTile): Promise<GrowingLog> {
    const unfinished = [];
    for (let level = 0; hashesAtLevel(head.size, level) > 0; level++)
      unfinished.push(await unfinishedTile(level, head.size, read));
    const tree = new GrowingTree(head.size, unfinished);
    if (!isSameHash(tree.root(), head.root)) throw tilesDiffer(`the root of ${head.size} leaves`);
    return new GrowingLog(tree, await unfinishedBundle(head.size, unfinished[0], read));
  }

  /** Appends leaves in their order; answers every file to store, at last the partial ones. Errors: `log-leaf-too-long`. */
  *append(leaves: Iterable<Uint8Array>): Generator<TileFile> {
    const oldSize = this.tree.size;
    for (const leaf of leaves) {
      this.bundled.push(bundledLeaf(leaf));
      if (this.bundled.length === tileWidth) yield this.takeBundle();
      yield* this.tree.add(leafHash(leaf));
    }
    if (this.tree.size > oldSize && this.bundled.length > 0) yield this.bundle();
    yield* this.tree.partialTiles(oldSize);
  }

  head(): TreeHead {
    return { size: this.tree.size, root: this.tree.root() };
  }

  private bundle(): TileFile {
    const width = this.bundled.length;
    const index = Math.floor(this.tree.size / tileWidth);
    return { tile: { level: 'entries', index, width }, bytes: Buffer.concat(this.bundled) };
  }

  private takeBundle(): TileFile {
    const full = this.bundle();
    this.bundled = [];
    return full;
  }
}

async function unfinishedTile(level: number, size: number, read: ReadTile): Promise<Uint8Array | undefined> {
  const count = hashesAtLevel(size, level);
  return count % tileWidth === 0 ? undefined : wholeTile(logTileAt(level, count, size), read);
}

/** The leaves after the last full bundle. */
async function unfinishedBundle(
  size: number,
  hashes: Uint8Array | undefined,
  read: ReadTile,
): Promise<Uint8Array[]> {
  if (!hashes) return [];
  return (await bundleOf(logTileAt(0, size, size), hashes, read)).map(bundledLeaf);
}
