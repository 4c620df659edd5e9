import {
  bundleWith,
  type Checkpoint,
  covers,
  type EntryBundle,
  type LeafAt,
  leafIn,
  openCheckpoint,
  type ProvenTile,
  provenAbove,
  provenTile,
  type ReadTile,
  tileBelow,
  tileOfLeaf,
  tileWidth,
  type VerifierKey,
} from '../log/index.ts';
import { KeptReads } from './kept-reads.ts';
import { keyOfLog, logNotSigned, openedByLog, type SignedLog } from './signed-log.ts';

/** 8 kB each. */
const keptTiles = 512;
/** Of level 1: one has the roots of 256 tiles. */
const keptUpperTiles = 8;
/** A quarter of a megabyte each as a rule, half a one at most. */
const keptBundles = 128;
const mostBundleBytes = 2 ** 19;

/** A log whose next one is open has its last checkpoint for ever. */
const keptHeads = 8;

/** Reads leaves of our logs, each proved to a checkpoint of its log. A tile of hashes is proved once; memory is bounded. */
export class ProvenLeaves {
  private readonly heads = new KeptReads<Checkpoint>(keptHeads);
  private readonly tiles = new KeptReads<ProvenTile>(keptTiles);
  private readonly upperTiles = new KeptReads<ProvenTile>(keptUpperTiles);
  private readonly bundles = new KeptReads<EntryBundle>(keptBundles);

  constructor(private readonly log: SignedLog) {}

  /**
   * The bytes of a leaf. Errors: those of the store; of files that are not those which were signed, those of `openCheckpoint`,
   * `provenTile`, `bundleWith` and `leafIn`; of the log, those of `keyOfLog`.
   */
  async leaf({ log, leaf }: LeafAt): Promise<Uint8Array> {
    const key = await keyOfLog(this.log, log);
    const read = this.log.filesOf(key.name);
    const head = await this.heads.get(
      key.name,
      ({ size }) => leaf < size,
      () => this.newestHead(key, read),
    );
    const name = `${key.name} ${tileOfLeaf(leaf)}`;
    const tile = await this.tiles.get(
      name,
      (known) => covers(known, leaf),
      () => this.prove(leaf, head, read),
    );
    const bundle = await this.bundleOf(leaf, head, read);
    try {
      return leafIn(tile, leaf, bundle);
    } catch (error) {
      // Somebody may put the right file back.
      this.bundles.forget(name);
      throw error;
    }
  }

  /** By the tile above it, which is proved once for 65 536 leaves; the newest tile, which is not full, by itself. */
  private async prove(leaf: number, head: Checkpoint, read: ReadTile): Promise<ProvenTile> {
    const index = tileOfLeaf(leaf);
    if ((index + 1) * tileWidth > head.size) return provenTile(leaf, head, read);
    const above = await this.upperTiles.get(
      `${head.origin} ${tileOfLeaf(index)}`,
      (known) => covers(known, index),
      () => provenAbove(leaf, head, read),
    );
    return tileBelow(above, index, read);
  }

  private async bundleOf(leaf: number, { origin, size }: Checkpoint, read: ReadTile): Promise<EntryBundle> {
    const name = `${origin} ${tileOfLeaf(leaf)}`;
    const bundle = await this.bundles.get(
      name,
      ({ width }) => leaf % tileWidth < width,
      () => bundleWith(leaf, size, read),
    );
    if (bundle.sizeBytes > mostBundleBytes) this.bundles.forget(name);
    return bundle;
  }

  private async newestHead(key: VerifierKey, read: ReadTile): Promise<Checkpoint> {
    const note = await read('checkpoint');
    if (!note) throw logNotSigned();
    return openedByLog(this.log, key, (each) => openCheckpoint(note, each).checkpoint);
  }
}
