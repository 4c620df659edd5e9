import { type TreeProof, toBase64 } from '../../log/index.ts';

/** The bytes of a `.consistency` file: a hash in each line; empty between two checkpoints of one size. */
export const consistencyFile = (proof: TreeProof): Uint8Array =>
  Buffer.from(proof.map((hash) => `${toBase64(hash)}\n`).join(''));
