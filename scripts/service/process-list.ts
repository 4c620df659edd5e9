import { type KeepRunningOptions, type KeptProcess, keepRunning } from './keep-running.ts';

interface ProcessListOptions {
  readonly onRestart: KeepRunningOptions<unknown>['onRestart'];
  /** No process starts after the abort. */
  readonly signal?: AbortSignal | undefined;
}

/** The running processes in start order; they stop in reverse order. */
export class ProcessList {
  private groups: KeptProcess[][] = [];
  private stopped: Promise<void> | undefined;

  constructor(private readonly options: ProcessListOptions) {}

  /** Starts processes in parallel; returns their announcements when all serve. */
  async start<Ready>(...starts: Omit<KeepRunningOptions<Ready>, 'onRestart'>[]): Promise<Ready[]> {
    const { onRestart, signal } = this.options;
    signal?.throwIfAborted();
    const group = starts.map((start) => keepRunning({ ...start, onRestart }));
    this.groups.push(group);
    return Promise.all(group.map(({ ready }) => ready));
  }

  get all(): KeptProcess[] {
    return this.groups.flat();
  }

  /** Stops the groups in turn, the last one first. Kills whatever still runs after `withinMs`. */
  stop(withinMs?: number): Promise<void> {
    this.stopped ??= this.drain();
    if (withinMs !== undefined) this.endAfter(withinMs);
    return this.stopped;
  }

  private async drain(): Promise<void> {
    for (const group of this.groups.toReversed()) await Promise.all(group.map((kept) => kept.stop()));
  }

  private endAfter(ms: number): void {
    const late = setTimeout(() => {
      for (const kept of this.all) kept.end();
    }, ms);
    void this.stopped?.finally(() => clearTimeout(late));
  }
}
