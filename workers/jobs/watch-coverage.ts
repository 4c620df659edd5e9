import { type PauseRepository, resumeDue } from '../../src/contributor/index.ts';
import type { Clock, Log, SiteId } from '../../src/core/index.ts';
import { SearchTimer } from '../../src/discovery/index.ts';
import type { JobPayload, JobQueue } from '../../src/jobs/index.ts';
import type { CoverageWatch, LeaseRepository } from '../../src/recording/index.ts';

export interface WatchDeps {
  readonly leases: LeaseRepository;
  readonly coverage: CoverageWatch;
  readonly pauses: PauseRepository;
  readonly jobs: JobQueue;
  readonly clock: Clock;
  readonly log: Log;
}

/** Long enough to sweep a spool and to survive a normal outage of the store. */
const holeStandsMs = 30 * 60_000;

/**
 * Ends pauses that are over, queues every stream that should be recorded and is not, fills unaccounted time.
 */
export async function watchCoverage(
  deps: WatchDeps,
  { siteId }: JobPayload<'watch-coverage'>,
): Promise<'done'> {
  const { leases, coverage, jobs, log } = deps;
  await resumeDue(deps);
  for (const streamId of await leases.wanted(siteId)) await jobs.add('record-camera', { siteId, streamId });
  const holes = await coverage.fillHoles(siteId, holeStandsMs);
  for (const hole of holes)
    log.error(hole, 'no part of the service accounted for this stretch; this is a defect');
  await searchUnreachable(deps, siteId);
  return 'done';
}

const searches = new Map<SiteId, SearchTimer>();

/** A camera may have another address after a reboot (quirk 7). */
async function searchUnreachable({ leases, jobs, clock }: WatchDeps, siteId: SiteId): Promise<void> {
  const timer = searches.get(siteId) ?? new SearchTimer();
  searches.set(siteId, timer);
  if (timer.isDue(await leases.unreachable(siteId), clock.monotonicMs()))
    await jobs.add('discover-cameras', { siteId });
}
