import type { TreeProof } from '../../log/index.ts';
import { formatProofLine, proofsName } from '../../verify/index.ts';

/** A sealed record: its bytes as they were stated, and what proves that they are a leaf of the log. */
export interface SealedRecord {
  readonly bytes: Uint8Array;
  /** Number of the log. */
  readonly log: number;
  readonly index: number;
  readonly proof: TreeProof;
}

/** A file of the bundle that is small enough for memory. */
export interface EvdFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** A file of records, and the one of their proofs: line by line the same. The path ends in `.jsonl`. */
export const recordFiles = (path: string, records: readonly SealedRecord[]): EvdFile[] => [
  { path, content: Buffer.concat(records.flatMap(({ bytes }) => [bytes, lineFeed])) },
  {
    path: proofsName(path),
    content: Buffer.from(records.map((record) => `${formatProofLine(record)}\n`).join('')),
  },
];

const lineFeed = Buffer.from('\n');
