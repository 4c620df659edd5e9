import { AppError, unavailable } from '../core/index.ts';
import {
  formatNote,
  parseNote,
  type SignedNote,
  type TreeProof,
  type VerifiedSignature,
  type VerifierKey,
  verifySignatures,
} from '../log/index.ts';
import { formatCheckpointRequest } from './checkpoint-request.ts';
import type { WitnessReply } from './witness.ts';

/** A witness somewhere else. */
export interface RemoteWitness {
  readonly key: VerifierKey;
  /**
   * Posts the body of `add-checkpoint`. The answer is attacker-controlled. Errors: `unavailable` `witness-unavailable`;
   * `forbidden` `log-refused-by-witness` (it does not know the log, or its key); `conflict` `log-forked` (no proof that
   * convinces it).
   */
  addCheckpoint(body: Uint8Array): Promise<WitnessReply>;
}

/** A checkpoint that its log has signed, to be shown to a witness. */
export interface ShownCheckpoint {
  /** The signed note, with whatever other signatures it bears. */
  readonly note: Uint8Array;
  readonly size: number;
  /** Of the tree at that size. */
  proofFrom(oldSize: number): Promise<TreeProof>;
}

export interface Cosigned {
  /** The note with the witness's signature added. */
  readonly note: Uint8Array;
  readonly witness: VerifiedSignature;
}

/** The witness may learn of a newer checkpoint between two calls. */
const maxCalls = 3;

/**
 * Asks a witness to sign the checkpoint, from the size that it was last known to have signed (0: unknown), and verifies its
 * signature. Errors: those of `addCheckpoint`; `conflict` `log-behind-witness` (it has signed more leaves than there are);
 * `unavailable` `cosignature-wrong`.
 */
export async function askWitness(
  witness: RemoteWitness,
  shown: ShownCheckpoint,
  lastSeenSize: number,
): Promise<Cosigned> {
  let oldSize = Math.min(lastSeenSize, shown.size);
  for (let call = 1; call <= maxCalls; call++) {
    const proof = oldSize === 0 ? [] : await shown.proofFrom(oldSize);
    const body = formatCheckpointRequest({ oldSize, proof, checkpoint: shown.note });
    const reply = await witness.addCheckpoint(body);
    if ('cosignature' in reply) return cosigned(witness.key, shown.note, reply.cosignature);
    if (reply.seenSize > shown.size) throw logBehind(witness.key, reply.seenSize, shown.size);
    oldSize = reply.seenSize;
  }
  throw unavailable('witness-unavailable', `${witness.key.name} names another size at each call`);
}

/**
 * How many leaves of the log the witness has signed, which a log that was restored must not fall short of. A witness that has
 * signed none signs this checkpoint. Errors: those of `addCheckpoint`.
 */
export async function sizeSeenBy(witness: RemoteWitness, shown: ShownCheckpoint): Promise<number> {
  const reply = await witness.addCheckpoint(
    formatCheckpointRequest({ oldSize: 0, proof: [], checkpoint: shown.note }),
  );
  return 'seenSize' in reply ? reply.seenSize : shown.size;
}

/** Of the lines it takes the one under the pinned key; others are of keys that we do not know. */
function cosigned(key: VerifierKey, bytes: Uint8Array, lines: Uint8Array): Cosigned {
  const note = parseNote(bytes);
  const added = linesOf(key, note, lines);
  const [witness] = verifiedOf(key, { text: note.text, signatures: added });
  if (!witness?.timeS) throw wrong(key);
  const others = note.signatures.filter(({ name, keyId }) => name !== key.name || keyId !== key.keyId);
  return { note: formatNote({ text: note.text, signatures: [...others, ...added] }), witness };
}

function linesOf(key: VerifierKey, { text }: SignedNote, lines: Uint8Array): SignedNote['signatures'] {
  try {
    const { signatures } = parseNote(Buffer.concat([Buffer.from(`${text}\n`), lines]));
    return signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  } catch (cause) {
    throw wrong(key, cause);
  }
}

function verifiedOf(key: VerifierKey, note: SignedNote): VerifiedSignature[] {
  try {
    return verifySignatures(note, [key]);
  } catch (cause) {
    throw wrong(key, cause);
  }
}

const logBehind = ({ name }: VerifierKey, seen: number, size: number): AppError =>
  new AppError(
    'conflict',
    'log-behind-witness',
    `${name} has signed ${seen} leaves, and the log has ${size}`,
  );

const wrong = ({ name }: VerifierKey, cause?: unknown): AppError =>
  unavailable('cosignature-wrong', `the answer of ${name} is no signature under its key`, cause);
