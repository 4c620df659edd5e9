import { isCatalogueAway, type Log, messageOf, type SiteId } from '../core/index.ts';
import type { LeaseRepository } from './lease.ts';

/** The workers of this node, by the names that stand in leases. Errors: those of the disk. */
export interface Workers {
  /** Whether the worker is certainly dead. Of a worker of another node nothing is known: `false`. */
  isGone(worker: string): Promise<boolean>;
  /** Removes what a dead worker left of itself. */
  forget(worker: string): Promise<void>;
}

interface DeadWorkerDeps {
  readonly leases: Pick<LeaseRepository, 'holders' | 'lapse'>;
  readonly workers: Workers;
  readonly log: Log;
}

/**
 * Ends the leases of dead workers of this node, so that failover does not wait until they expire. A worker that hangs, and
 * one of another node, keeps its leases for `leaseMs`; so does one of which the disk tells nothing.
 */
export async function lapseOfDead({ leases, workers, log }: DeadWorkerDeps, siteId: SiteId): Promise<void> {
  for (const worker of await leases.holders(siteId)) {
    try {
      if (!(await workers.isGone(worker))) continue;
      const streams = await leases.lapse(worker);
      await workers.forget(worker);
      log.warn({ worker, streams }, 'a worker is dead; its leases are free');
    } catch (error) {
      if (isCatalogueAway(error)) throw error;
      log.warn({ worker, error: messageOf(error) }, 'cannot tell whether a worker lives');
    }
  }
}
