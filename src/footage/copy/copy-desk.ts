import { randomUUID } from 'node:crypto';
import { type Clock, type Log, settlesWithin } from '../../core/index.ts';
import type { StoredGop } from '../playback.ts';
import { copyLate, copyQueueFull, inOurTerms } from './copy-errors.ts';
import type { CopyAnswer, CopyOrder } from './copy-order.ts';
import type { GopCopy } from './gop-copy.ts';
import { KeptCopies } from './kept-copies.ts';
import type { AnswerSealer, CopyOf, CopyOutcome } from './sealed-answer.ts';

export interface CopyDeskDeps {
  /** How many orders wait for a worker. Errors: `queue-unavailable` (unavailable). */
  readonly waiting: () => Promise<number>;
  /** Errors: `queue-unavailable` (unavailable). */
  readonly queue: (order: CopyOrder) => Promise<void>;
  /** Hears the answers for that desk from now on. Errors: `queue-unavailable` (unavailable). */
  readonly listen: (desk: string, heard: (answer: CopyAnswer) => void) => Promise<void>;
  readonly sealer: AnswerSealer;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Partial<CopyLimits>;
}

export interface CopyLimits {
  /** Orders that may wait in the queue, of the whole ward. */
  readonly maxWaiting: number;
  /** How long one order is waited for. */
  readonly patienceMs: number;
}

/** A minute of footage, about. */
const usualLimits: CopyLimits = { maxWaiting: 30, patienceMs: 30_000 };

/** A copy, and whether a worker made it for this call; else an earlier call had it made, and it was kept. */
export interface GivenCopy {
  readonly copy: GopCopy;
  readonly isNew: boolean;
}

interface Waiting {
  readonly of: CopyOf;
  readonly resolve: (outcome: CopyOutcome) => void;
}

/** Where the api orders copies of GOPs from the workers. It keeps the newest in memory, and nothing on a disk. */
export class CopyDesk {
  private readonly desk = randomUUID();
  private readonly kept: KeptCopies;
  private readonly waiting = new Map<string, Waiting>();
  private readonly ordered = new Map<string, Promise<GopCopy>>();
  private readonly limits: CopyLimits;
  private listening: Promise<void> | undefined;

  constructor(private readonly deps: CopyDeskDeps) {
    this.limits = { ...usualLimits, ...deps.limits };
    this.kept = new KeptCopies(deps.clock);
  }

  /**
   * The copy of a GOP. Whoever calls has a permit for it. Errors: `copy-failed` (not-found), `footage-altered` (conflict),
   * `copy-queue-full`, `copy-late`, `copy-encoder-missing`, `queue-unavailable` (unavailable).
   */
  async copyOf(stored: StoredGop): Promise<GivenCopy> {
    const name = nameOf(stored);
    const kept = this.kept.get(name);
    if (kept) return { copy: kept, isNew: false };
    const before = this.ordered.get(name);
    if (before) return { copy: await before, isNew: false };
    const made = this.order(stored)
      .then((copy) => this.kept.keep(name, copy))
      .finally(() => this.ordered.delete(name));
    this.ordered.set(name, made);
    return { copy: await made, isNew: true };
  }

  private async order({ segment, gop }: StoredGop): Promise<GopCopy> {
    const { limits, deps } = this;
    if ((await deps.waiting()) >= limits.maxWaiting) throw copyQueueFull();
    await this.listen();
    const { cameraId, id: segmentId, sha256 } = segment;
    const untilMs = deps.clock.nowMs() + limits.patienceMs;
    const named = { desk: this.desk, order: randomUUID(), untilMs };
    const order: CopyOrder = { cameraId, segmentId, gop: gop.number, ...named };
    try {
      const answer = this.answerTo({ ...order, sha256 });
      await deps.queue(order);
      if (!(await settlesWithin(answer, limits.patienceMs))) throw copyLate();
      const outcome = await answer;
      if ('copy' in outcome) return outcome.copy;
      throw inOurTerms(outcome.code, { segment, gop });
    } finally {
      this.waiting.delete(order.order);
    }
  }

  private answerTo(of: CopyOf): Promise<CopyOutcome> {
    return new Promise((resolve) => this.waiting.set(of.order, { of, resolve }));
  }

  private listen(): Promise<void> {
    this.listening ??= this.deps
      .listen(this.desk, (answer) => this.hear(answer))
      .catch((error: unknown) => {
        this.listening = undefined;
        throw error;
      });
    return this.listening;
  }

  private hear({ order, sealed }: CopyAnswer): void {
    const waiting = this.waiting.get(order);
    if (!waiting) return;
    const outcome = this.deps.sealer.open(sealed, waiting.of);
    if (outcome) waiting.resolve(outcome);
    // The answer of our worker may still come.
    else
      this.deps.log.error({ segment: waiting.of.segmentId }, 'an answer about a copy is not of our workers');
  }
}

/** Bytes of one original that are one GOP. */
const nameOf = ({ segment: { id, sha256 }, gop: { offsetBytes, sizeBytes } }: StoredGop): string =>
  `${id} ${sha256} ${offsetBytes} ${sizeBytes}`;
