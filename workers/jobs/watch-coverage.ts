import { type PauseBook, resumeDue } from '../../src/contributor/index.ts';
import type { Clock, Log, SiteId } from '../../src/core/index.ts';
import type { JobPayload, JobQueue } from '../../src/jobs/index.ts';
import type { CoverageWatch, LeaseBook } from '../../src/recording/index.ts';

export interface WatchDeps {
  readonly leases: LeaseBook;
  readonly coverage: CoverageWatch;
  readonly pauses: PauseBook;
  readonly jobs: JobQueue;
  readonly clock: Clock;
  readonly log: Log;
}

/** Long enough for a spool to be swept and for an outage of the store to end without haste. */
const holeStandsMs = 30 * 60_000;

/** How often a camera that does not answer is looked for at other addresses. */
const searchEveryMs = 60_000;

/** Ends the pauses that are over, queues every stream that should be recorded and is not, and fills what nobody accounted for. */
export async function watchCoverage(
  deps: WatchDeps,
  { siteId }: JobPayload<'watch-coverage'>,
): Promise<'done'> {
  const { leases, coverage, jobs, log } = deps;
  await resumeDue(deps);
  for (const streamId of await leases.wanted(siteId)) await jobs.add('record-camera', { siteId, streamId });
  const holes = await coverage.fillHoles(siteId, holeStandsMs);
  for (const hole of holes) log.error(hole, 'nobody accounted for this stretch; it is a defect of ours');
  await searchUnreachable(deps, siteId);
  return 'done';
}

const searchedAtMs = new Map<SiteId, number>();

/** A camera that rebooted may have another address now (quirk 7). */
async function searchUnreachable({ leases, jobs, clock }: WatchDeps, siteId: SiteId): Promise<void> {
  const nowMs = clock.monotonicMs();
  const isDue = nowMs - (searchedAtMs.get(siteId) ?? Number.NEGATIVE_INFINITY) >= searchEveryMs;
  if (!isDue || (await leases.unreachable(siteId)) === 0) return;
  searchedAtMs.set(siteId, nowMs);
  await jobs.add('discover-cameras', { siteId });
}
