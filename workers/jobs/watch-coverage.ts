import { type PauseRepository, resumeDue } from '../../src/contributor/index.ts';
import { type Clock, type Log, minuteMs, type SiteId } from '../../src/core/index.ts';
import { SearchTimer } from '../../src/discovery/index.ts';
import type { JobPayload, JobQueue } from '../../src/jobs/index.ts';
import {
  type CoverageWatch,
  type LeaseRepository,
  lapseOfDead,
  type Workers,
} from '../../src/recording/index.ts';

export interface WatchDeps {
  readonly leases: LeaseRepository;
  readonly workers: Workers;
  readonly coverage: CoverageWatch;
  readonly pauses: PauseRepository;
  readonly jobs: JobQueue;
  readonly clock: Clock;
  readonly log: Log;
}

/** Long enough to sweep a spool and to survive a normal outage of the store. */
const holeStandsMs = 30 * 60_000;

/**
 * Ends pauses that are over, and leases of the dead; queues every stream that should be recorded and is not, fills unaccounted time.
 */
export async function watchCoverage(
  deps: WatchDeps,
  { siteId }: JobPayload<'watch-coverage'>,
): Promise<'done'> {
  const { leases, coverage, jobs, log } = deps;
  await resumeDue(deps);
  await lapseOfDead(deps, siteId);
  for (const streamId of await leases.wanted(siteId)) await jobs.add('record-camera', { siteId, streamId });
  const holes = await coverage.fillHoles(siteId, holeStandsMs);
  for (const hole of holes)
    log.error(hole, 'no part of the service accounted for this stretch; this is a defect');
  await searchAstray(deps, siteId);
  return 'done';
}

/** What only answers strangely is most often the camera itself, with a new password. */
const strangeEveryMs = 10 * minuteMs;

interface Searches {
  readonly silent: SearchTimer;
  readonly strange: SearchTimer;
}

const searches = new Map<SiteId, Searches>();

/** A camera may have another address after a reboot, and another device its own (quirk 7). */
async function searchAstray({ leases, jobs, clock }: WatchDeps, siteId: SiteId): Promise<void> {
  const timers = searches.get(siteId) ?? {
    silent: new SearchTimer(),
    strange: new SearchTimer(strangeEveryMs),
  };
  searches.set(siteId, timers);
  const nowMs = clock.monotonicMs();
  const isDue = [
    timers.silent.isDue(await leases.unreachable(siteId), nowMs),
    timers.strange.isDue(await leases.answeredStrangely(siteId), nowMs),
  ];
  if (isDue.includes(true)) await jobs.add('discover-cameras', { siteId });
}
