import { formatCheckpoint, formatNote, StoredTree, signNote, verifierKey } from '../../src/log/index.ts';
import { formatCheckpointRequest, Witness, type WitnessMemory } from '../../src/witness/index.ts';
import { grownLog, keysOf } from './log-files.ts';

export const logOrigin = 'ward.example/evidence/01';
const logKeys = keysOf('1'.repeat(64));
export const logKey = verifierKey(logOrigin, 'note', logKeys.publicKey);
const witnessKeys = keysOf('2'.repeat(64));
export const witnessKey = verifierKey('witness.example/w1', 'cosignature', witnessKeys.publicKey);

/** The text of a checkpoint as the log signs it. */
export const signedByLog = (text: string): Uint8Array =>
  formatNote({ text, signatures: [signNote(text, logKey, logKeys.privateKey)] });

export const checkpointOf = (size: number, root: Uint8Array, origin = logOrigin): Uint8Array =>
  signedByLog(formatCheckpoint({ origin, size, root, extensions: [] }));

/** A log that has grown once to each of the sizes, and signs any of them. */
export function aWitnessedLog(...sizes: readonly number[]) {
  const growths = sizes.map((size, at) => size - (sizes[at - 1] ?? 0));
  const { stored } = grownLog(...growths);
  const tree = new StoredTree(sizes.at(-1) ?? 0, stored.read);
  const treeOf = (size: number) => new StoredTree(size, stored.read);
  const checkpoint = async (size: number) => checkpointOf(size, await tree.root(size));
  const proof = (from: number, to: number) => (from === 0 ? [] : treeOf(to).consistencyProof(from));
  return {
    stored,
    treeOf,
    checkpoint,
    /** What it asks a witness that has signed `from` leaves. */
    request: async (from: number, to: number) =>
      formatCheckpointRequest({
        oldSize: from,
        proof: await proof(from, to),
        checkpoint: await checkpoint(to),
      }),
  };
}

/** A memory without a disk. */
export class KeptCheckpoints implements WitnessMemory {
  readonly kept = new Map<string, Uint8Array>();

  read = async (origin: string): Promise<Uint8Array | undefined> => this.kept.get(origin);

  keep = async (origin: string, checkpoint: Uint8Array): Promise<void> => {
    this.kept.set(origin, checkpoint);
  };
}

export const witnessTimeS = 1_796_000_000;

export const aWitness = (memory: WitnessMemory = new KeptCheckpoints()): Witness =>
  new Witness({
    key: witnessKey,
    privateKey: witnessKeys.privateKey,
    logs: [logKey],
    memory,
    clock: { nowMs: () => witnessTimeS * 1_000 + 900, monotonicMs: () => 0 },
  });
