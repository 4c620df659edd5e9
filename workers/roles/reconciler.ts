import { isCatalogueAway, type Log } from '../../src/core/index.ts';
import { leaseMs } from '../../src/recording/index.ts';
import { every, type Repetition } from './every.ts';

/**
 * Failover must end within 15 s: 2 s for this timer, 6 s more where only the expiry of the leases tells that their worker is
 * gone, the rest for the camera.
 */
const reconcileEveryMs = 2_000;

/**
 * The plain timer that backs up the scheduler of `watch-coverage`, because schedulers are known to stop.
 * After an outage of the catalogue it waits one whole lease, so that workers that went on recording can renew
 * first.
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
