import { type Log, messageOf } from '../core/index.ts';
import type { ClosedSegment, Run } from './segment.ts';
import type { RunSpool } from './spool.ts';

export interface KeepingDeps {
  readonly spool: RunSpool;
  /** Notifies ingest of a waiting file. May fail: the spool scan finds missed files. */
  readonly announce: (run: Run, closed: ClosedSegment) => Promise<void>;
  readonly log: Log;
}

/**
 * Writes the facts of a run's closed files into the spool, in order. Facts that cannot be written because the
 * disk is full are retried later: without them the file could only be recovered, with an estimated time.
 */
export class FactsKeeper {
  private readonly waiting: ClosedSegment[] = [];
  private keptTo: number | undefined;
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly deps: KeepingDeps,
    private readonly run: () => Run,
  ) {}

  /**
   * End of the last file whose facts are stored: so far, and no farther, ingest accounts for every millisecond (I4).
   * Absent before the first.
   */
  get keptToMs(): number | undefined {
    return this.keptTo;
  }

  /** Resolves after all pending writes were tried. Never rejects. */
  get idle(): Promise<void> {
    return this.working;
  }

  keep(closed: ClosedSegment): void {
    this.waiting.push(closed);
    this.retryPending();
  }

  /** Retries facts that could not be written. */
  retryPending(): void {
    if (this.waiting.length > 0) this.working = this.working.then(() => this.keepAll());
  }

  private async keepAll(): Promise<void> {
    const { spool, announce } = this.deps;
    for (let [closed] = this.waiting; closed; [closed] = this.waiting) {
      const facts = closed;
      if (!(await this.tried('facts not stored yet', facts, () => spool.closeSegment(this.run(), facts))))
        return;
      this.keptTo = facts.endMs;
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
