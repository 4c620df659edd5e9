import { fromBase64, type TreeProof, toBase64 } from '../../log/index.ts';

/** Where a record stands in the log, and the hashes that prove it. */
export interface ProofLine {
  readonly index: number;
  readonly proof: TreeProof;
}

/** 53 hashes of 44 characters, and the index. */
export const maxProofBytes = 2_500;

/** The index and the hashes of a C2SP tlog-proof in one line, with spaces between. */
export const formatProofLine = ({ index, proof }: ProofLine): string =>
  [index, ...proof.map(toBase64)].join(' ');

/** Attacker-controlled; `undefined` unless `formatProofLine` writes it. */
export function parseProofLine(bytes: Uint8Array): ProofLine | undefined {
  const [index = '', ...hashes] = Buffer.from(bytes).toString('latin1').split(' ');
  const proof = hashes.map(fromBase64);
  if (!/^(?:0|[1-9]\d{0,15})$/.test(index) || proof.some((hash) => hash === undefined)) return undefined;
  return { index: Number(index), proof: proof.filter((hash) => hash !== undefined) };
}
