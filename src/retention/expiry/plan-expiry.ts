import type { Clock } from '../../core/index.ts';
import type { HoldRepository } from '../holds/hold.ts';
import { cutoffMs, type RetentionPolicy, youngestMs } from '../policy/policy.ts';
import type { DeletionRepository, PlannedBatch, SiteStore } from './deletion-repository.ts';
import { type Candidate, type ExpiryPlan, plan } from './plan.ts';

export interface PlanDeps {
  readonly book: DeletionRepository;
  readonly holds: HoldRepository;
  readonly clock: Clock;
}

/** One batch: a transaction of it is short, and a receipt of it is worth reading. */
const batchSegments = 500;
/** Batches of one run; the next run continues. A ward makes 1 900 segments in ten minutes. */
const maxBatches = 40;

export interface Planned {
  readonly days: number;
  readonly quota: number;
  /** More than the quota, and nothing that may go. */
  readonly excessBytes: number;
}

/**
 * Marks what expires now: pages of candidates out of the catalogue, each through `plan`, each marked as a batch or two.
 * The catalogue looks for holds and for another policy once more under their lock, so that one of meanwhile wins (I5).
 * A crash leaves whole batches that are marked; run again, it goes on.
 */
export async function planExpiry(
  deps: PlanDeps,
  siteStore: SiteStore,
  policy: RetentionPolicy,
  policyVersion?: number,
): Promise<Planned> {
  const nowMs = deps.clock.nowMs();
  const holds = await deps.holds.list();
  const total = { days: 0, quota: 0, excessBytes: 0 };
  for (let round = 0; round < maxBatches; round++) {
    // Before the sum: what another site marks in between counts as gone, and never twice.
    const candidates = await nextCandidates(deps, siteStore, policy, nowMs);
    const storedBytes = await deps.book.storedBytes(siteStore.store);
    const decided = plan(nowMs, { candidates, storedBytes }, holds, policy);
    total.excessBytes = decided.excessBytes;
    const marked = await mark(deps, siteStore, decided, {
      nowMs,
      ...(policyVersion !== undefined && { policyVersion }),
    });
    total.days += marked.days;
    total.quota += marked.quota;
    if (marked.days + marked.quota === 0) break;
  }
  return total;
}

/** Segments past their time; without any, the oldest ones, if a quota calls for it. */
async function nextCandidates(
  { book }: PlanDeps,
  siteStore: SiteStore,
  policy: RetentionPolicy,
  nowMs: number,
): Promise<Candidate[]> {
  const cameras = await book.cameras(siteStore.siteId);
  const cutoffs = cameras.map((camera) => ({
    cameraId: camera.cameraId,
    cutoffMs: cutoffMs(policy, camera, nowMs),
  }));
  const past = await book.pastTime(siteStore, cutoffs, batchSegments);
  if (past.length > 0 || policy.quotaBytes === undefined) return past;
  return book.oldest(siteStore, youngestMs(policy, nowMs), batchSegments);
}

async function mark(
  { book }: PlanDeps,
  siteStore: SiteStore,
  decided: ExpiryPlan,
  planned: Pick<PlannedBatch, 'nowMs' | 'policyVersion'>,
): Promise<{ days: number; quota: number }> {
  const markAs = async (cause: 'days' | 'quota'): Promise<number> => {
    const segments = decided[cause].map(({ ref }) => ref);
    return segments.length === 0 ? 0 : book.mark(siteStore, { cause, segments, ...planned });
  };
  return { days: await markAs('days'), quota: await markAs('quota') };
}
