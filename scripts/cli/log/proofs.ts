import { readFile } from 'node:fs/promises';
import { AppError, invalid } from '../../../src/core/index.ts';
import {
  type Checkpoint,
  formatProofFile,
  leafHash,
  openCheckpoint,
  provesConsistency,
  provesInclusion,
  storedBundle,
  toBase64,
  type VerifierKey,
} from '../../../src/log/index.ts';
import { replacedKeysHere, type StoredLog, storedLogHere, storedLogsHere } from './opened.ts';

const leavesInBundle = 256;

/** A leaf with its proof, which was verified. Errors: `invalid` `bad-number`, `conflict` `log-not-consistent`. */
export async function inclusionOf(index: number) {
  const { checkpoint, tree, read, note } = await storedLogHere();
  const { size, origin } = checkpoint;
  if (index >= size) throw invalid('bad-number', `<leaf>: the log has ${size} leaves, and the first is 0`);
  const leaves = await storedBundle(Math.floor(index / leavesInBundle), size, read);
  const leaf = leaves[index % leavesInBundle] ?? new Uint8Array();
  const proof = await tree.inclusionProof(index);
  if (!provesInclusion(proof, { index, hash: leafHash(leaf) }, checkpoint))
    throw notConsistent(`the stored files do not prove leaf ${index}`);
  const file = formatProofFile({ index, proof, checkpoint: note });
  return {
    log: origin,
    leaf: index,
    size,
    record: Buffer.from(leaf).toString(),
    proof: proof.map(toBase64),
    file,
  };
}

/** The proof from an earlier checkpoint, which was verified. Errors: `conflict` `log-not-consistent`, those of a checkpoint. */
export async function consistencyOf(path: string) {
  const logs = await storedLogsHere();
  const keys = [...logs.map(({ key }) => key).toReversed(), ...(await replacedKeysHere())];
  const old = openedByAny(await readFile(path), keys);
  const { key, checkpoint, tree } = logOf(old, logs);
  if (old.size > checkpoint.size)
    throw notConsistent(`the log had ${old.size} leaves, and has ${checkpoint.size}: it was rolled back`);
  const proof = old.size === 0 ? [] : await tree.consistencyProof(old.size);
  if (old.size > 0 && !provesConsistency(proof, old, checkpoint))
    throw notConsistent(`the log of ${checkpoint.size} leaves does not begin as it was at ${old.size}`);
  return { log: key.name, from: old.size, to: checkpoint.size, proof: proof.map(toBase64) };
}

/** An earlier log ended where the next one was opened. */
function logOf({ origin }: Checkpoint, logs: readonly StoredLog[]): StoredLog {
  const log = logs.find(({ checkpoint }) => checkpoint.origin === origin);
  if (log) return log;
  throw notConsistent(`the checkpoint is of ${origin}, which is none of our logs`);
}

/** An earlier checkpoint may be signed by a key that was replaced since. Errors: those of `openCheckpoint`. */
function openedByAny(note: Uint8Array, [key, ...others]: readonly VerifierKey[]): Checkpoint {
  if (!key)
    throw new AppError(
      'forbidden',
      'note-not-trusted',
      'no key that this log has or had signed the checkpoint',
    );
  try {
    return openCheckpoint(note, key).checkpoint;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'note-not-trusted') throw error;
    return openedByAny(note, others);
  }
}

const notConsistent = (message: string): AppError => new AppError('conflict', 'log-not-consistent', message);
