import type { NeighbourhoodId, RunId, StreamId } from '../../core/index.ts';
import { binds, type HeldSegment, type Hold } from '../holds/hold.ts';
import { cutoffMs, type RetentionPolicy, youngestMs } from '../policy/policy.ts';

/** How a segment's row is named in the catalogue. */
export interface SegmentRef {
  readonly streamId: StreamId;
  readonly startMs: number;
  readonly runId: RunId;
}

/** A stored segment that is not marked, as far as its expiry depends on it. */
export interface Candidate extends HeldSegment {
  readonly ref: SegmentRef;
  readonly neighbourhoodId: NeighbourhoodId;
  readonly sizeBytes: number;
  /** Of a quota: bytes of other sites that are older and may go. Their own workers mark those; absent: none. */
  readonly elsewhereBytes?: number;
}

/** Stored segments. `candidates` may be a part: the oldest of a site; then `storedBytes` counts the ward's, without marked ones. */
export interface Stock {
  readonly candidates: readonly Candidate[];
  readonly storedBytes: number;
}

/** `days`: past its time. `quota`: the oldest, to make room. */
export type ExpiryCause = 'days' | 'quota';

export interface ExpiryPlan {
  readonly days: readonly Candidate[];
  readonly quota: readonly Candidate[];
  /** Bytes that stay above the quota: held, too young, or not among the candidates. */
  readonly excessBytes: number;
}

/**
 * Decides what expires now. Pure, and it remembers no decision: planned again it is the same.
 *
 * 1. a held segment stays (I5), and so does one younger than `minimumDays`
 * 2. a segment that ended longer ago than its camera's days expires
 * 3. while more than the quota is left, the oldest expires, of whatever site
 */
export function plan(
  nowMs: number,
  stock: Stock,
  holds: readonly Hold[],
  policy: RetentionPolicy,
): ExpiryPlan {
  const oldEnoughMs = youngestMs(policy, nowMs);
  const free = stock.candidates
    .filter((candidate) => candidate.toMs <= oldEnoughMs && !holds.some((hold) => binds(hold, candidate)))
    .sort(byAge);
  const isPast = (candidate: Candidate) => candidate.toMs <= cutoffOf(candidate);
  const cutoffOf = (candidate: Candidate) => cutoffMs(policy, candidate, nowMs);
  const days = free.filter(isPast);
  const leftBytes = stock.storedBytes - bytesOf(days);
  const rest = free.filter((candidate) => !isPast(candidate));
  const quota = oldestOf(rest, leftBytes - (policy.quotaBytes ?? Number.POSITIVE_INFINITY));
  const elsewhereBytes = rest.at(-1)?.elsewhereBytes ?? 0;
  const excessBytes = Math.max(
    0,
    leftBytes - bytesOf(quota) - elsewhereBytes - (policy.quotaBytes ?? leftBytes),
  );
  return { days, quota, excessBytes };
}

/** The fewest of the oldest that have at least `excessBytes` with what is older elsewhere; all, when that is not enough. */
function oldestOf(sorted: readonly Candidate[], excessBytes: number): Candidate[] {
  let takenBytes = 0;
  return sorted.filter(({ sizeBytes, elsewhereBytes = 0 }) => {
    if (takenBytes + elsewhereBytes >= excessBytes) return false;
    takenBytes += sizeBytes;
    return true;
  });
}

const bytesOf = (candidates: readonly Candidate[]): number =>
  candidates.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

const byAge = (a: Candidate, b: Candidate): number =>
  a.toMs - b.toMs || a.fromMs - b.fromMs || (a.ref.streamId < b.ref.streamId ? -1 : 1);
