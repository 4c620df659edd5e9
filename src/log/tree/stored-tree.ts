import { emptyRoot, nodeHash } from './hashing.ts';
import type { TreeProof } from './proofs.ts';
import { type ReadTile, wholeTile } from './stored-tile.ts';
import {
  type CompleteSubtree,
  completeSubtrees,
  consistencyRanges,
  inclusionRanges,
  type LeafRange,
} from './subtrees.ts';
import { logTileAt, tilePath } from './tile.ts';
import { hashInTile, rootInTile } from './tile-hashes.ts';

/** Levels of the tree between a tile and the one above: 2^8 = 256. */
const levelsInTile = 8;
/** 8 kB each; a proof needs at most two tiles of each of seven levels. */
const maxKeptTiles = 64;

/**
 * The tree of `size` leaves, read from its tiles. Believes what it reads: check the root, or verify the proof. A proof
 * reads at most two tiles of each level. Errors of its methods: those of `wholeTile`.
 */
export class StoredTree {
  private readonly kept = new Map<string, Promise<Uint8Array>>();

  constructor(
    readonly size: number,
    private readonly read: ReadTile,
  ) {}

  /** Root of the first `size` leaves: of the whole tree, or of what it was before. */
  root = (size = this.size): Promise<Uint8Array> => this.rangeHash({ from: 0, to: size });

  /** `index` is below the size. */
  leafHash = (index: number): Promise<Uint8Array> => this.subtreeHash({ level: 0, index });

  /** `index` is below the size. */
  inclusionProof = (index: number): Promise<TreeProof> => this.hashesOf(inclusionRanges(index, this.size));

  /** `oldSize` is at least one and at most the size. */
  consistencyProof = (oldSize: number): Promise<TreeProof> =>
    this.hashesOf(oldSize === this.size ? [] : consistencyRanges(oldSize, this.size));

  private hashesOf(ranges: readonly LeafRange[]): Promise<Uint8Array[]> {
    return Promise.all(ranges.map((range) => this.rangeHash(range)));
  }

  private async rangeHash(range: LeafRange): Promise<Uint8Array> {
    const hashes = await Promise.all(completeSubtrees(range).map((each) => this.subtreeHash(each)));
    return hashes.length === 0 ? emptyRoot() : hashes.reduceRight((right, left) => nodeHash(left, right));
  }

  private async subtreeHash({ level, index }: CompleteSubtree): Promise<Uint8Array> {
    const tileLevel = Math.floor(level / levelsInTile);
    const count = 2 ** (level % levelsInTile);
    const tile = logTileAt(tileLevel, index * count, this.size);
    const bytes = await this.tileBytes(tile);
    const first = index * count - tile.index * 2 ** levelsInTile;
    return count === 1 ? hashInTile(bytes, first) : rootInTile(bytes, first, count);
  }

  private tileBytes(tile: ReturnType<typeof logTileAt>): Promise<Uint8Array> {
    const path = tilePath(tile);
    const kept = this.kept.get(path);
    if (kept) return kept;
    if (this.kept.size >= maxKeptTiles) this.kept.clear();
    const reading = wholeTile(tile, this.read);
    this.kept.set(path, reading);
    reading.catch(() => this.kept.delete(path));
    return reading;
  }
}
