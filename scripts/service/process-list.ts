import { type KeepRunningOptions, type KeptProcess, keepRunning } from './keep-running.ts';

/** The running processes in the order in which they were started; they are stopped in the opposite one. */
export class ProcessList {
  private groups: KeptProcess[][] = [];

  constructor(private readonly onRestart: KeepRunningOptions<unknown>['onRestart']) {}

  /** Starts some side by side; answers what each announced, when all serve. */
  start<Ready>(...starts: Omit<KeepRunningOptions<Ready>, 'onRestart'>[]): Promise<Ready[]> {
    const group = starts.map((start) => keepRunning({ ...start, onRestart: this.onRestart }));
    this.groups.push(group);
    return Promise.all(group.map(({ ready }) => ready));
  }

  get all(): KeptProcess[] {
    return this.groups.flat();
  }

  /** Last started, first stopped; one group after the other. */
  async stop(): Promise<void> {
    for (const group of this.groups.toReversed()) await Promise.all(group.map((kept) => kept.stop()));
  }
}
