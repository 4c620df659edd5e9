import { fromBase64, type TreeProof, toBase64 } from '../../log/index.ts';

/** Where a record stands in which log, and the hashes that prove it. */
export interface ProofLine {
  /** Number of the log. */
  readonly log: number;
  readonly index: number;
  readonly proof: TreeProof;
}

/** 53 hashes of 44 characters, and the index. */
export const maxProofBytes = 2_500;

/** The index and the hashes of a C2SP tlog-proof in one line, with spaces between; in another log than the first, `2:` stands before. */
export const formatProofLine = ({ log, index, proof }: ProofLine): string =>
  [log === 1 ? index : `${log}:${index}`, ...proof.map(toBase64)].join(' ');

/** Attacker-controlled; `undefined` unless `formatProofLine` writes it. */
export function parseProofLine(bytes: Uint8Array): ProofLine | undefined {
  const [place = '', ...hashes] = Buffer.from(bytes).toString('latin1').split(' ');
  const [, log = '1', index] = /^(?:([2-9]|[1-9]\d{1,5}):)?(0|[1-9]\d{0,15})$/.exec(place) ?? [];
  const proof = hashes.map(fromBase64);
  if (index === undefined || proof.some((hash) => hash === undefined)) return undefined;
  return { log: Number(log), index: Number(index), proof: proof.filter((hash) => hash !== undefined) };
}
