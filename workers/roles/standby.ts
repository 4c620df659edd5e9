import type { Clock, Log } from '../../src/core/index.ts';
import { every, type Repetition } from './every.ts';

export interface Standby extends Repetition {
  /** The job has come. */
  came(): void;
}

/**
 * The plain timer behind a job that comes every `everyMs` by schedule: does its work when it has not come for twice as
 * long. Redis is away then, or takes no writes since its disk is full.
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
