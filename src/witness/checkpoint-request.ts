import { invalid } from '../core/index.ts';
import { fromBase64, type TreeProof, toBase64 } from '../log/index.ts';

/** What a log asks a witness: to sign a checkpoint that continues the tree of `oldSize` leaves (C2SP tlog-witness). */
export interface CheckpointRequest {
  /** Leaves of the newest checkpoint that the witness has signed; 0: none. */
  readonly oldSize: number;
  readonly proof: TreeProof;
  /** The signed note, byte for byte. */
  readonly checkpoint: Uint8Array;
}

const maxProofHashes = 63;
const hashBytes = 32;

/** The body of `add-checkpoint`. */
export const formatCheckpointRequest = ({ oldSize, proof, checkpoint }: CheckpointRequest): Uint8Array =>
  Buffer.concat([Buffer.from([`old ${oldSize}`, ...proof.map(toBase64), '\n'].join('\n')), checkpoint]);

/** Parses the body of `add-checkpoint`. Attacker-controlled. Errors: `invalid` `checkpoint-request-malformed`. */
export function parseCheckpointRequest(body: Uint8Array): CheckpointRequest {
  const end = Buffer.from(body.buffer, body.byteOffset, body.byteLength).indexOf('\n\n');
  if (end < 0) throw malformed('an empty line before the checkpoint');
  const [first = '', ...lines] = Buffer.from(body.subarray(0, end)).toString('latin1').split('\n');
  const [, decimal] = /^old (0|[1-9][0-9]{0,15})$/.exec(first) ?? [];
  const oldSize = Number(decimal);
  if (!Number.isSafeInteger(oldSize)) throw malformed('"old" and a number of leaves below 2^53');
  if (lines.length > maxProofHashes) throw malformed(`at most ${maxProofHashes} hashes`);
  return { oldSize, proof: lines.map(hashOf), checkpoint: body.subarray(end + 2) };
}

function hashOf(line: string): Uint8Array {
  const hash = fromBase64(line);
  if (hash?.length !== hashBytes) throw malformed(`hashes of ${hashBytes} bytes in Base64`);
  return hash;
}

const malformed = (expected: string): Error =>
  invalid('checkpoint-request-malformed', `not a request to a witness: ${expected} expected`);
