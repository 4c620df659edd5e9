import { type Log, messageOf } from '../core/index.ts';
import type { ClosedSegment, Run } from './segment.ts';
import type { RunSpool } from './spool.ts';

export interface KeepingDeps {
  readonly spool: RunSpool;
  /** Tells ingest that a file waits. May fail: the spool scan finds what was not told. */
  readonly announce: (run: Run, closed: ClosedSegment) => Promise<void>;
  readonly log: Log;
}

/**
 * Puts the facts of a run's closed files into the spool, in order. Facts that cannot be kept now, because the disk is
 * full, wait for the next try: without them the file could only be recovered, and its time guessed.
 */
export class FactsKeeper {
  private readonly waiting: ClosedSegment[] = [];
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly deps: KeepingDeps,
    private readonly run: () => Run,
  ) {}

  /** Settles when everything that was asked for so far was tried. Never rejects. */
  get idle(): Promise<void> {
    return this.working;
  }

  keep(closed: ClosedSegment): void {
    this.waiting.push(closed);
    this.keepLeft();
  }

  /** Tries again what could not be kept. */
  keepLeft(): void {
    if (this.waiting.length > 0) this.working = this.working.then(() => this.keepAll());
  }

  private async keepAll(): Promise<void> {
    const { spool, announce } = this.deps;
    for (let [closed] = this.waiting; closed; [closed] = this.waiting) {
      const facts = closed;
      if (!(await this.tried('facts not kept yet', facts, () => spool.closeSegment(this.run(), facts))))
        return;
      this.waiting.shift();
      await this.tried('segment not announced', facts, () => announce(this.run(), facts));
    }
  }

  private async tried(
    failure: string,
    { runId, seq }: ClosedSegment,
    work: () => Promise<void>,
  ): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.deps.log.warn({ runId, seq, error: messageOf(error) }, failure);
      return false;
    }
  }
}
