import { AppError } from '../../core/index.ts';
import { GrowingTree, type TileFile } from '../tree/growing-tree.ts';
import { isSameHash, leafHash } from '../tree/hashing.ts';
import type { TreeHead } from '../tree/proofs.ts';
import { entryBundle } from '../tree/stored-bundle.ts';
import { type ReadTile, wholeTile } from '../tree/stored-tile.ts';
import { logTileAt, tilePath, tileWidth } from '../tree/tile.ts';
import type { LogFinding } from './finding.ts';

/** Grows the tree anew from the leaves, and compares the stored tiles with it. Memory: a bundle, 8 kB for each level. */
export class TileAudit {
  private readonly tree = new GrowingTree();

  constructor(
    private readonly head: TreeHead,
    private readonly read: ReadTile,
  ) {}

  /** The leaves of a bundle, or why there are none. */
  async bundle(index: number): Promise<Uint8Array[] | LogFinding> {
    const { width } = logTileAt(0, index * tileWidth, this.head.size);
    const tile = { level: 'entries', index, width } as const;
    try {
      return (await entryBundle(tile, this.read)).leaves(width);
    } catch (error) {
      return { fault: 'bundle', path: tilePath(tile), says: missingOrMalformed(error) };
    }
  }

  /** Adds the next leaf; answers what is wrong with the tiles that it filled. */
  async add(leaf: Uint8Array): Promise<LogFinding[]> {
    return this.differing(this.tree.add(leafHash(leaf)));
  }

  /** What is wrong with the unfinished tiles and with the root. */
  async end(): Promise<LogFinding[]> {
    const { size, root } = this.head;
    if (this.tree.size !== size)
      return [{ fault: 'root', says: `${this.tree.size} of ${size} leaves are there` }];
    const tiles = await this.differing(this.tree.partialTiles(0));
    if (isSameHash(this.tree.root(), root)) return tiles;
    return [...tiles, { fault: 'root', says: 'the leaves do not give the root of the checkpoint' }];
  }

  private async differing(tiles: readonly TileFile[]): Promise<LogFinding[]> {
    const found = await Promise.all(tiles.map((each) => this.fault(each)));
    return found.filter((each) => each !== undefined);
  }

  private async fault({ tile, bytes }: TileFile): Promise<LogFinding | undefined> {
    const path = tilePath(tile);
    try {
      const stored = await wholeTile(tile, this.read);
      if (Buffer.compare(stored, bytes) === 0) return undefined;
      return { fault: 'tile', path, says: `${path} has other hashes than the leaves give` };
    } catch (error) {
      return { fault: 'tile', path, says: missingOrMalformed(error) };
    }
  }
}

/** An outage is no finding. */
function missingOrMalformed(error: unknown): string {
  if (error instanceof AppError && ['invalid', 'not-found'].includes(error.kind)) return error.message;
  throw error;
}
