import type { KeyObject } from 'node:crypto';
import { AppError, type Clock, InTurn, invalid, notFound, sha256Hex } from '../core/index.ts';
import {
  type Checkpoint,
  cosign,
  emptyRoot,
  formatNote,
  parseCheckpoint,
  parseNote,
  provesConsistency,
  type SignedNote,
  type VerifierKey,
  verifySignatures,
} from '../log/index.ts';
import { type CheckpointRequest, parseCheckpointRequest } from './checkpoint-request.ts';

/** The newest checkpoint that a witness has signed, for each log. */
export interface WitnessMemory {
  /** The signed note; `undefined`: none of this log. */
  read(origin: string): Promise<Uint8Array | undefined>;
  /** Resolves when it is durable. */
  keep(origin: string, checkpoint: Uint8Array): Promise<void>;
}

export interface WitnessParts {
  /** Of type `cosignature`. */
  readonly key: VerifierKey;
  readonly privateKey: KeyObject;
  /** Keys of the logs whose checkpoints are signed; the name of each is the origin of its log. */
  readonly logs: readonly VerifierKey[];
  readonly memory: WitnessMemory;
  readonly clock: Clock;
}

/** Signature lines for the checkpoint, or the size that the witness has seen instead of the one that was named. */
export type WitnessReply = { readonly cosignature: Uint8Array } | { readonly seenSize: number };

/**
 * A witness (C2SP tlog-witness): it signs a checkpoint of a known log once that is proved to continue the one it signed
 * before, and remembers it first. What it has not seen before it takes as it comes. One memory has one witness.
 */
export class Witness {
  private readonly turns = new InTurn();

  constructor(private readonly parts: WitnessParts) {}

  /**
   * Answers the body of `add-checkpoint`, which is attacker-controlled. Errors: `invalid` `checkpoint-request-malformed`,
   * `note-malformed`, `checkpoint-malformed`, `old-size-beyond`; `not-found` `log-unknown`; `forbidden` `note-not-trusted`,
   * `note-signature-wrong`; `conflict` `checkpoint-inconsistent`; `internal` `witness-memory-damaged`.
   */
  async addCheckpoint(body: Uint8Array): Promise<WitnessReply> {
    const request = parseCheckpointRequest(body);
    const { note, checkpoint } = this.signedByItsLog(request.checkpoint);
    if (request.oldSize > checkpoint.size)
      throw invalid('old-size-beyond', 'the old size is larger than the checkpoint');
    return this.turns.run(checkpoint.origin, () => this.advance(request, note, checkpoint));
  }

  /** The newest checkpoint of the log whose origin has this SHA-256 (hex), with the signatures of both; `undefined`: none. */
  async newest(originHash: string): Promise<Uint8Array | undefined> {
    const log = this.parts.logs.find(({ name }) => sha256Hex(Buffer.from(name)) === originHash);
    return log && this.parts.memory.read(log.name);
  }

  /** Keeps no signature but those of the log. */
  private signedByItsLog(bytes: Uint8Array): { note: SignedNote; checkpoint: Checkpoint } {
    const { text, signatures } = parseNote(bytes);
    const origin = text.slice(0, text.indexOf('\n'));
    const keys = this.parts.logs.filter(({ name }) => name === origin);
    if (keys.length === 0) throw notFound('log-unknown', 'this witness does not know the log');
    const isOfLog = ({ name, keyId }: { name: string; keyId: number }) =>
      keys.some((key) => key.name === name && key.keyId === keyId);
    if (!signatures.some(isOfLog)) throw signedByNoKnownKey(origin);
    verifySignatures({ text, signatures }, keys);
    return { note: { text, signatures: signatures.filter(isOfLog) }, checkpoint: parseCheckpoint(text) };
  }

  private async advance(
    { oldSize, proof }: CheckpointRequest,
    { text, signatures }: SignedNote,
    checkpoint: Checkpoint,
  ): Promise<WitnessReply> {
    const seen = await this.seen(checkpoint.origin);
    const seenSize = seen?.size ?? 0;
    if (seenSize !== oldSize) return { seenSize };
    if (!continues(checkpoint, seen, proof)) throw inconsistent(seen, checkpoint);
    const { key, privateKey, memory, clock } = this.parts;
    const own = cosign(text, Math.floor(clock.nowMs() / 1_000), key, privateKey);
    await memory.keep(checkpoint.origin, formatNote({ text, signatures: [...signatures, own] }));
    return { cosignature: formatNote({ text, signatures: [own] }).subarray(Buffer.byteLength(text) + 1) };
  }

  /** The checkpoint that it signed last, under its own key. */
  private async seen(origin: string): Promise<Checkpoint | undefined> {
    const bytes = await this.parts.memory.read(origin);
    if (!bytes) return undefined;
    try {
      const note = parseNote(bytes);
      verifySignatures(note, [this.parts.key]);
      const checkpoint = parseCheckpoint(note.text);
      if (checkpoint.origin === origin) return checkpoint;
    } catch (cause) {
      throw damaged(origin, cause);
    }
    throw damaged(origin);
  }
}

/** Every tree continues an empty one, and needs no proof of it. */
function continues(
  checkpoint: Checkpoint,
  seen: Checkpoint | undefined,
  proof: CheckpointRequest['proof'],
): boolean {
  if (checkpoint.size === 0 && Buffer.compare(checkpoint.root, emptyRoot()) !== 0) return false;
  if (seen && seen.size > 0) return provesConsistency(proof, seen, checkpoint);
  return proof.length === 0;
}

const signedByNoKnownKey = (origin: string): AppError =>
  new AppError(
    'forbidden',
    'note-not-trusted',
    `no key that this witness knows signed the checkpoint of ${origin}; where the log has a new key (minhchung log rotate), compare its fingerprint with paper and run: minhchung witness know KEY`,
  );

const inconsistent = (seen: Checkpoint | undefined, { origin, size }: Checkpoint): AppError =>
  new AppError(
    'conflict',
    'checkpoint-inconsistent',
    `no proof that ${size} leaves of ${origin} continue the ${seen?.size ?? 0} that were signed before`,
  );

const damaged = (origin: string, cause?: unknown): AppError =>
  new AppError(
    'internal',
    'witness-memory-damaged',
    `what this witness remembers of ${origin} does not bear its own signature; it signs nothing more of that log`,
    { cause },
  );
