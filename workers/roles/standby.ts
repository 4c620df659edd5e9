import type { Clock, Log } from '../../src/core/index.ts';
import { every, type Repetition } from './every.ts';

export interface Standby extends Repetition {
  /** Reports that the job arrived. */
  came(): void;
}

/**
 * The plain timer that backs up a job scheduled every `everyMs`: it does the job's work when the job has not
 * arrived for twice as long. Redis is then down, or takes no writes because its disk is full.
 */
export function startStandby(
  everyMs: number,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  work: () => Promise<unknown>,
): Standby {
  let cameAtMs = clock.monotonicMs();
  const repetition = every(everyMs, log, async () => {
    if (clock.monotonicMs() - cameAtMs >= 2 * everyMs) await work();
  });
  return {
    stop: () => repetition.stop(),
    came: () => {
      cameAtMs = clock.monotonicMs();
    },
  };
}
