import { availableParallelism } from 'node:os';
import pLimit, { type LimitFunction } from 'p-limit';
import { unavailable } from '../../core/index.ts';

export interface StartQueueOptions {
  /** Starts at once. One takes about 0.15 s of CPU: more only make each other late. Default: two for each core. */
  readonly atOnce?: number;
  /** How long a start waits for its turn, ms; less than the relay waits for its recorder. */
  readonly patienceMs?: number;
}

/**
 * The starts of a worker's recorders, a few at once. On a machine that cannot start them all in time, some are given up
 * by name, so that the others begin, and those that record go on.
 */
export class StartQueue {
  private readonly limit: LimitFunction;
  private readonly patienceMs: number;

  constructor({ atOnce = 2 * availableParallelism(), patienceMs = 8_000 }: StartQueueOptions = {}) {
    this.limit = pLimit(atOnce);
    this.patienceMs = patienceMs;
  }

  /**
   * Waits for a turn; the answer ends it. Errors: `unavailable` `machine-overloaded`, also when `stopped` aborts:
   * then nobody reads it.
   */
  turn(stopped: AbortSignal): Promise<() => void> {
    const gaveUp = AbortSignal.any([stopped, AbortSignal.timeout(this.patienceMs)]);
    return new Promise((resolve, reject) => {
      gaveUp.addEventListener('abort', () => reject(this.overloaded()));
      void this.limit(() => new Promise<void>((end) => (gaveUp.aborted ? end() : resolve(end))));
    });
  }

  private overloaded() {
    const waitedS = this.patienceMs / 1_000;
    const others = this.limit.activeCount + this.limit.pendingCount;
    return unavailable(
      'machine-overloaded',
      `this machine is overloaded: ${others} recorders were starting, and this one had no turn within ${waitedS} s`,
    );
  }
}
