import { AppError, type Clock, type Log, messageOf } from '../core/index.ts';
import {
  fillsQuorum,
  type LogPolicy,
  openCheckpoint,
  parseNote,
  type ReadTile,
  type SignedCheckpoint,
  type SignedNote,
  StoredTree,
  type VerifierKey,
} from '../log/index.ts';
import { askWitness, type Cosigned, type RemoteWitness, type ShownCheckpoint } from './ask-witness.ts';
import type { DepartureBook } from './departure.ts';

/** The log whose checkpoints are shown. */
export interface ShownLog {
  readonly read: ReadTile;
  /** The stored checkpoint, with whatever signatures it bears; `undefined`: nothing is sealed. */
  note(): Promise<Uint8Array | undefined>;
  /** Adds signatures to the stored checkpoint, unless another one is stored meanwhile. */
  addSignatures(note: SignedNote): Promise<boolean>;
  /** Keeps a checkpoint that enough witnesses signed. */
  keepWitnessed(note: SignedNote): Promise<void>;
}

export interface AskedWitnessesDeps {
  readonly log: ShownLog;
  /** By which the log is checked; `undefined` before it is made. */
  readonly key: () => Promise<VerifierKey | undefined>;
  readonly policy: LogPolicy;
  /** Those of the policy that can be reached. */
  readonly witnesses: readonly RemoteWitness[];
  readonly book: Pick<DepartureBook, 'note'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly diary: Log;
}

/** What a witness says of our own log; all else is an outage of it. */
const findings: readonly string[] = ['log-behind-witness', 'log-forked'];

/**
 * Shows each checkpoint to the witnesses of the policy, and keeps their signatures with it. An outage of a witness is told to the
 * diary, and the next checkpoint is shown to it again.
 */
export class AskedWitnesses {
  /** Leaves that each was last known to have signed. */
  private readonly sizes = new Map<RemoteWitness, number>();
  private readonly found = new Map<RemoteWitness, AppError>();
  private isFirst = true;

  constructor(private readonly deps: AskedWitnessesDeps) {}

  /**
   * Shows the stored checkpoint to each witness that has not signed it; the first time to all, who may know a larger one.
   * Errors: those of store and catalogue, and of a stored checkpoint that nobody should find there.
   */
  async show(): Promise<void> {
    const { log, policy } = this.deps;
    const [note, key] = [await log.note(), await this.deps.key()];
    if (!note || !key) return;
    const keys = policy.witnesses.map((party) => party.key);
    const before = openCheckpoint(note, key, keys);
    const cosigned = await this.cosignedBy(this.toAsk(before), shownOf(note, before, log.read));
    this.isFirst = false;
    if (cosigned.length === 0) return;
    for (const each of cosigned) await log.addSignatures(parseNote(each.note));
    await this.noteDeparture(before, note, cosigned);
  }

  /** Errors: `conflict` `log-behind-witness`, `log-forked`, while a witness says so, whom it asks again. */
  async refuseSetBack(): Promise<void> {
    if (!this.isFirst && this.found.size === 0) return;
    await this.show().catch((error: unknown) => this.warn(messageOf(error)));
    this.isFirst = false;
    for (const error of this.found.values()) throw error;
  }

  private toAsk({ witnesses }: SignedCheckpoint): RemoteWitness[] {
    const signed = new Set(witnesses.map(({ key }) => key));
    return this.deps.witnesses.filter(
      (witness) => this.isFirst || this.found.has(witness) || !signed.has(witness.key),
    );
  }

  private async cosignedBy(witnesses: readonly RemoteWitness[], shown: ShownCheckpoint): Promise<Cosigned[]> {
    const answers = await Promise.all(witnesses.map((witness) => this.ask(witness, shown)));
    return answers.filter((answer) => answer !== undefined);
  }

  private async ask(witness: RemoteWitness, shown: ShownCheckpoint): Promise<Cosigned | undefined> {
    try {
      const cosigned = await askWitness(witness, shown, this.sizes.get(witness) ?? 0);
      this.sizes.set(witness, shown.size);
      this.found.delete(witness);
      return cosigned;
    } catch (error) {
      if (error instanceof AppError && findings.includes(error.code)) this.found.set(witness, error);
      this.warn(messageOf(error), witness);
      return undefined;
    }
  }

  /** A checkpoint without a witness has not left, whatever the policy demands. */
  private async noteDeparture(
    { checkpoint, witnesses }: SignedCheckpoint,
    note: Uint8Array,
    cosigned: readonly Cosigned[],
  ): Promise<void> {
    const all = [...witnesses, ...cosigned.map(({ witness }) => witness)];
    if (!fillsQuorum(this.deps.policy, all)) return;
    const { book, clock, log } = this.deps;
    await log.keepWitnessed(withWitnesses(note, cosigned));
    await book.note({ way: 'witness', size: checkpoint.size, leftAtMs: clock.nowMs() });
  }

  private warn(error: string, witness?: RemoteWitness): void {
    this.deps.diary.warn(
      { error, ...(witness && { witness: witness.key.name }) },
      'a checkpoint is not cosigned',
    );
  }
}

const shownOf = (
  note: Uint8Array,
  { checkpoint: { size } }: SignedCheckpoint,
  read: ReadTile,
): ShownCheckpoint => ({
  note,
  size,
  proofFrom: (oldSize) => new StoredTree(size, read).consistencyProof(oldSize),
});

/** A witness that signs again takes the place of its older signature. */
function withWitnesses(note: Uint8Array, cosigned: readonly Cosigned[]): SignedNote {
  const all = [note, ...cosigned.map((each) => each.note)].flatMap((each) => parseNote(each).signatures);
  const byKey = new Map(all.map((each) => [`${each.name} ${each.keyId}`, each]));
  return { text: parseNote(note).text, signatures: [...byKey.values()] };
}
