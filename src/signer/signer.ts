import {
  type ChainEnd,
  type ChangedKeys,
  endAfter,
  type GrowingLog,
  type NoteKey,
  type SignedChainEnd,
  supersededFolders,
  type TreeHead,
} from '../log/index.ts';
import { checkClock } from './clock-back.ts';
import { type JudgedRecords, judgeRecords, type RefusedRecord } from './judged-records.ts';
import { type Turning, turningIn, unfinishedTurning } from './key-turn.ts';
import { isHead, type OpenedLog, openLog } from './open-log.ts';
import type { SealedLeaf } from './outbox.ts';
import { readBack } from './read-back.ts';
import type { SignerDeps } from './signer-deps.ts';

/** What a round did. */
export interface Sealing {
  /** Leaves of the log. */
  readonly size: number;
  /** Records that became leaves. */
  readonly sealed: number;
  /** The first refused one of each chain that stands still. */
  readonly refused: readonly RefusedRecord[];
}

interface SignerState {
  readonly log: GrowingLog;
  readonly ends: Map<string, ChainEnd>;
  head: TreeHead;
  atMs: number;
}

/**
 * Appends pending records to the evidence log and signs it: one round at a time. Whatever fails leaves files that no
 * checkpoint names, or a signed head whose last steps the next round does again (the order is in the README of the room).
 */
export class Signer {
  private state: SignerState | undefined;
  private readonly batchSize: number;
  private key: NoteKey;
  private wanted: ChangedKeys | undefined;

  constructor(private readonly deps: SignerDeps) {
    this.batchSize = deps.batchSize ?? 512;
    this.key = deps.key;
  }

  /** Seals what is pending. Errors: those of `openLog` and `checkClock`; of store, catalogue, memory and key folder. */
  async seal(): Promise<Sealing> {
    try {
      this.state ??= await this.open();
      await this.stateChange();
      return await this.sealPending(this.state);
    } catch (error) {
      // What it holds may be ahead of the store.
      this.state = undefined;
      throw error;
    }
  }

  private async open(): Promise<SignerState> {
    const opened = await openLog({ ...this.deps, key: this.key });
    await this.complete(opened);
    const { head, atMs, ends } = opened.remembered;
    return { log: opened.log, ends: new Map(ends), head, atMs };
  }

  /** Does the steps after the memory's again: a crash may have left them undone. */
  private async complete({ remembered, stored, markedSize }: OpenedLog): Promise<void> {
    const { folder, outbox, turn } = this.deps;
    const { head, before, atMs, ends } = remembered;
    const turning = await unfinishedTurning(turn, this.key, ends);
    // A log that continues another begins with the ends of its chains.
    if (head.size === 0) await this.signEnds(ends, undefined);
    if (turning || (head.size > 0 && !(stored && isHead(stored, head)))) await this.signHead(head, turning);
    for await (const leaves of readBack(markedSize, remembered, folder.read)) {
      const chains = new Set(leaves.map(({ chain }) => chain));
      await this.signEnds(new Map([...ends].filter(([chain]) => chains.has(chain))), turning);
      await outbox.mark(leaves);
    }
    if (turning) await this.finish(turning);
    if (markedSize < head.size) await outbox.mark([], { size: head.size, atMs });
    await folder.removeFolders(supersededFolders(before.size, head.size));
  }

  /** A change of the key that the key folder wants begins with its record. */
  private async stateChange(): Promise<void> {
    const next = await this.deps.turn?.next();
    this.wanted = next && { old: this.key, next };
    if (this.wanted) await this.deps.turn?.state(this.wanted);
  }

  private async sealPending(state: SignerState): Promise<Sealing> {
    const { outbox } = this.deps;
    const refused = new Map<string, RefusedRecord>();
    let [sealed, afterId, more] = [0, 0, true];
    while (more) {
      const rows = await outbox.pending({ afterId, count: this.batchSize, except: [...refused.keys()] });
      const judgement = judgeRecords(rows, state.ends, this.terms);
      for (const each of judgement.refused) refused.set(each.chain, each);
      if (judgement.accepted.length > 0) await this.grow(state, judgement);
      sealed += judgement.accepted.length;
      afterId = rows.at(-1)?.id ?? afterId;
      more = rows.length === this.batchSize;
    }
    return { size: state.head.size, sealed, refused: [...refused.values()] };
  }

  /** The steps of the README, in their order. */
  private async grow(state: SignerState, { accepted, ends }: JudgedRecords): Promise<void> {
    const { outbox, memory, folder } = this.deps;
    const before = state.head;
    const atMs = await this.timeAfter(state);
    const turning = turningIn(accepted, this.wanted);
    if (turning) await this.prepare(turning, state);
    await folder.storeTiles(state.log.append(accepted.map(({ body }) => body)));
    const head = state.log.head();
    await memory.remember({ log: folder.origin, head, before, atMs, ends });
    for (const [chain, end] of ends) state.ends.set(chain, end);
    [state.head, state.atMs] = [head, atMs];
    await this.signHead(head, turning);
    await this.signEnds(ends, turning);
    if (turning) await this.finish(turning);
    const leaves = accepted.map(
      ({ chain, seq, body }, at): SealedLeaf => ({ chain, ...endAfter(seq, body), leaf: before.size + at }),
    );
    await outbox.mark(leaves, { size: head.size, atMs });
    await folder.removeFolders(supersededFolders(before.size, head.size));
  }

  private async timeAfter({ atMs: lastMs, ends }: SignerState): Promise<number> {
    const nowMs = this.deps.clock.nowMs();
    await checkClock(this.deps.outbox, { ...this.terms, ends }, { lastMs, nowMs });
    return nowMs;
  }

  /** Until every end bears both signatures, nobody checks by the new key. */
  private async prepare(turning: Turning, { ends }: SignerState): Promise<void> {
    await this.deps.turn?.keep(turning.record);
    await this.signEnds(ends, turning);
  }

  /** The new key signs alone from here. */
  private async finish({ record, seq, keys }: Turning): Promise<void> {
    await this.deps.folder.keepKeyChange(seq, record);
    await this.deps.turn?.finish(record);
    [this.key, this.wanted] = [keys.next, undefined];
  }

  /** Both while the key changes. */
  private keysOf(turning: Turning | undefined): NoteKey[] {
    const next = turning?.keys.next;
    return next && next.verifier.keyId !== this.key.verifier.keyId ? [this.key, next] : [this.key];
  }

  private signHead = (head: TreeHead, turning: Turning | undefined): Promise<void> =>
    this.deps.folder.signHead(head, ...this.keysOf(turning));

  private signEnds(ends: ReadonlyMap<string, ChainEnd>, turning: Turning | undefined): Promise<void> {
    const signed = [...ends].flatMap(([chain, end]): SignedChainEnd[] =>
      isSignedSingly(chain) ? [{ chain, ...end }] : [],
    );
    return this.deps.folder.signEnds(signed, ...this.keysOf(turning));
  }

  private get terms() {
    const { folder, earlier = [], statementKey } = this.deps;
    const change = this.wanted ?? this.deps.change;
    return { origin: folder.origin, earlier, statementKey, ...(change && { change }) };
  }
}

/**
 * What opens footage or keeps it from expiry: the newest record counts, so that an old one must be seen to be old. And the
 * strands of custody events: their number must be seen to be smaller.
 */
const isSignedSingly = (chain: string): boolean => /^(?:req|hold|ev)\//.test(chain);
