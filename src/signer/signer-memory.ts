import { type ChainEnd, emptyRoot, logNumberOf, type TreeHead } from '../log/index.ts';

/** What the signer knows by itself, whatever store and catalogue say. */
export interface Remembered {
  /** Name of the log; absent before the first step, and in what an earlier version remembered of a first log. */
  readonly log?: string;
  /** Signed, or about to be. */
  readonly head: TreeHead;
  /** The one before: the stored checkpoint may still be of it. */
  readonly before: TreeHead;
  /** When `head` was formed. */
  readonly atMs: number;
  /** Number and digest of the newest leaf of each chain. */
  readonly ends: ReadonlyMap<string, ChainEnd>;
}

/** Outlives the process, and never goes back. Errors: `internal` `signer-memory-damaged`, those of the disk. */
export interface SignerMemory {
  /** `nothingSigned` before the first step. */
  recall(): Promise<Remembered>;
  /** The next state, with the ends that are new alone. Returns when it is on the disk. */
  remember(step: Remembered): Promise<void>;
}

const empty: TreeHead = { size: 0, root: emptyRoot() };

export const nothingSigned: Remembered = { head: empty, before: empty, atMs: 0, ends: new Map() };

/** Whether it is of the log with that name: a backup may be of before the next one was opened. */
export const isMemoryOf = ({ log, head }: Remembered, origin: string): boolean =>
  log === undefined ? head.size === 0 || logNumberOf(origin) === 1 : log === origin;
