import type { Log } from '../../src/core/index.ts';
import { AppError } from '../../src/core/index.ts';
import { leaseMs } from '../../src/recording/index.ts';
import { every, type Repetition } from './every.ts';

/** Failover must be done in 15 s: 6 for the lease to expire, 2 for this, the rest for the camera. */
const reconcileEveryMs = 2_000;

/**
 * The plain timer behind the scheduler of `watch-coverage`: schedulers are known to stop. After the catalogue was
 * away it waits one whole lease before it looks again, so that workers that recorded on can renew first.
 */
export function startReconciler(watch: () => Promise<unknown>, log: Log): Repetition {
  let holdOffUntilMs = 0;
  return every(reconcileEveryMs, log, async () => {
    if (performance.now() < holdOffUntilMs) return;
    try {
      await watch();
    } catch (error) {
      if (isCatalogueAway(error)) holdOffUntilMs = performance.now() + leaseMs;
      throw error;
    }
  });
}

const isCatalogueAway = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'catalogue-unavailable';
