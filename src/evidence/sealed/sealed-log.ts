import { AppError, unavailable } from '../../core/index.ts';
import {
  type Checkpoint,
  type LeafAt,
  leafHash,
  linksTo,
  logLinkIn,
  logNumberOf,
  openCheckpoint,
  provesInclusion,
  type ReadTile,
  StoredTree,
  storedBundle,
  type TreeProof,
  type VerifierKey,
} from '../../log/index.ts';
import type { SealedRecord } from '../evd/index.ts';

const leavesInBundle = 256;
/** Of 16 MB at most, and a quarter of one as a rule: records of many chains stand side by side. */
const maxKeptBundles = 16;

/** The stored log under one of its checkpoints, and those before it under their last ones. Errors of its methods: those of the store; `conflict` `log-differs`. */
export class SealedLog {
  private readonly tree: StoredTree;
  private readonly bundles = new Map<number, Promise<Uint8Array[]>>();

  private constructor(
    /** The signed note, byte for byte. */
    readonly note: Uint8Array,
    readonly head: Checkpoint,
    /** That signed it. */
    readonly key: VerifierKey,
    private readonly read: ReadTile,
    /** The log that it continues. */
    readonly before: SealedLog | undefined,
  ) {
    this.tree = new StoredTree(head.size, read);
  }

  /** At its newest checkpoint. Errors: `unavailable` `seal-pending` before the first one; those of `openCheckpoint`. */
  static async open(read: ReadTile, key: VerifierKey, before?: SealedLog): Promise<SealedLog> {
    const note = await read('checkpoint');
    if (!note) throw new AppError('unavailable', 'seal-pending', 'nothing is sealed in the evidence log yet');
    return new SealedLog(note, openCheckpoint(note, key).checkpoint, key, read, before);
  }

  /**
   * The log whose key comes last, behind those that it continues; of each of them the newest key counts. Errors: those of `open`;
   * `unavailable` `log-key-not-here`; `conflict` `log-differs` where a log does not begin with a link to the one before.
   */
  static async openAll(
    keys: readonly VerifierKey[],
    filesOf: (origin: string) => ReadTile,
  ): Promise<SealedLog> {
    const newest = logNumberOf(keys.at(-1)?.name ?? '');
    let log: SealedLog | undefined;
    for (let number = 1; number <= newest; number++) {
      const key = keys.findLast(({ name }) => logNumberOf(name) === number);
      if (!key) throw unavailable('log-key-not-here', `this host has no public key of log ${number}`);
      log = await SealedLog.open(filesOf(key.name), key, log);
      await log.checkLink();
    }
    if (!log) throw unavailable('seal-pending', 'the evidence log has no key yet');
    return log;
  }

  /** The first leaf: the link to the log before. */
  link = (): Promise<SealedRecord> => this.record(0);

  private async checkLink(): Promise<void> {
    const link = this.before && logLinkIn((await this.link()).bytes);
    if (!this.before || (link && linksTo(link, this.before.head))) return;
    throw new AppError('conflict', 'log-differs', `${this.head.origin} does not continue the log before it`);
  }

  /** Number of the log. */
  get number(): number {
    return logNumberOf(this.head.origin);
  }

  /** Behind its last leaf. */
  get end(): LeafAt {
    return { log: this.number, leaf: this.head.size };
  }

  /** The same log under another of its checkpoints. Errors: those of `openCheckpoint`. */
  at = (note: Uint8Array): SealedLog =>
    new SealedLog(note, openCheckpoint(note, this.key).checkpoint, this.key, this.read, this.before);

  /** A stored file of the log. Nothing of it is verified. Errors: those of the store. */
  file = (path: string): Promise<Uint8Array | undefined> => this.read(path);

  /** The records at these leaves, in the order given, each with a proof that was verified. */
  async records(leaves: readonly LeafAt[]): Promise<SealedRecord[]> {
    const records: SealedRecord[] = [];
    for (const { log, leaf } of leaves) records.push(await this.ofNumber(log).record(leaf));
    return records;
  }

  /** That the checkpoint of that size begins this one. */
  consistencyFrom = (size: number): Promise<TreeProof> => this.tree.consistencyProof(size);

  private ofNumber(log: number): SealedLog {
    if (log === this.number) return this;
    if (this.before) return this.before.ofNumber(log);
    throw new AppError('conflict', 'log-differs', `the bundle proves nothing in log ${log}`);
  }

  private async record(index: number): Promise<SealedRecord> {
    const bundle = await this.bundle(Math.floor(index / leavesInBundle));
    const bytes = bundle[index % leavesInBundle];
    const proof = await this.tree.inclusionProof(index);
    if (!bytes || !provesInclusion(proof, { index, hash: leafHash(bytes) }, this.head))
      throw new AppError('conflict', 'log-differs', `the stored files of the log do not prove leaf ${index}`);
    return { bytes, log: this.number, index, proof };
  }

  private bundle(index: number): Promise<Uint8Array[]> {
    const kept = this.bundles.get(index);
    if (kept) return kept;
    const [oldest] = this.bundles.keys();
    if (this.bundles.size >= maxKeptBundles && oldest !== undefined) this.bundles.delete(oldest);
    const reading = storedBundle(index, this.head.size, this.read);
    this.bundles.set(index, reading);
    reading.catch(() => this.bundles.delete(index));
    return reading;
  }
}
