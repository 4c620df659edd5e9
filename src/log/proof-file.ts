import { AppError, invalid } from '../core/index.ts';
import {
  fromBase64,
  openCheckpoint,
  type SignedCheckpoint,
  toBase64,
  type VerifierKey,
} from './notes/index.ts';
import { leafHash, provesInclusion, type TreeProof } from './tree/index.ts';

/** Proves a leaf without the log: its index, the hashes up to the root, and a checkpoint with that root. */
export interface ProofFile {
  readonly index: number;
  readonly proof: TreeProof;
  /** The signed note, byte for byte. */
  readonly checkpoint: Uint8Array;
}

const firstLine = 'c2sp.org/tlog-proof@v1';

/** Answers the bytes of a `.tlog-proof` (C2SP tlog-proof), without the line `extra`, which no key signs. */
export const formatProofFile = ({ index, proof, checkpoint }: ProofFile): Uint8Array =>
  Buffer.concat([
    Buffer.from([firstLine, `index ${index}`, ...proof.map(toBase64), '\n'].join('\n')),
    checkpoint,
  ]);

/**
 * Verifies that the leaf is in the log that `logKey` names; answers the checkpoint it is proved under, and who saw that.
 * `file` and `leaf` are attacker-controlled. Errors: those of `openCheckpoint`; `invalid` `proof-malformed`; `forbidden`
 * `leaf-not-proved` (another leaf, another index, or another tree).
 */
export function openProofFile(
  file: Uint8Array,
  leaf: Uint8Array,
  logKey: VerifierKey,
  witnessKeys: readonly VerifierKey[] = [],
): SignedCheckpoint & { readonly index: number } {
  const { index, proof, checkpoint: note } = parseProofFile(file);
  const opened = openCheckpoint(note, logKey, witnessKeys);
  if (!provesInclusion(proof, { index, hash: leafHash(leaf) }, opened.checkpoint))
    throw new AppError('forbidden', 'leaf-not-proved', `no proof that this is leaf ${index} of the log`);
  return { ...opened, index };
}

/** Errors: `invalid` `proof-malformed`. */
function parseProofFile(file: Uint8Array): ProofFile {
  const end = Buffer.from(file.buffer, file.byteOffset, file.byteLength).indexOf('\n\n');
  // A proof has 53 hashes at most, and a hash 44 characters.
  if (end < 0 || end > 4_000) throw malformed('an empty line before the checkpoint');
  const [first, second = '', ...hashes] = Buffer.from(file.subarray(0, end)).toString('latin1').split('\n');
  const [, index] = /^index (0|[1-9][0-9]{0,15})$/.exec(second) ?? [];
  const proof = hashes.map((hash) => fromBase64(hash)).filter((hash) => hash !== undefined);
  if (first !== firstLine || index === undefined || proof.length < hashes.length)
    throw malformed(`${firstLine}, an index and hashes`);
  return { index: Number(index), proof, checkpoint: file.subarray(end + 2) };
}

const malformed = (expected: string): Error =>
  invalid('proof-malformed', `not a proof of a leaf: ${expected} expected`);
