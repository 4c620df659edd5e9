import type { CameraId, SiteId } from '../../core/index.ts';
import type { Located } from '../policy/policy.ts';
import type { Candidate, ExpiryCause, SegmentRef } from './plan.ts';
import type { Deleted, DeletionId, MarkedSegment, Receipt } from './receipt.ts';

/** Whose footage, and in which store: a worker deletes only where it can reach. */
export interface SiteStore {
  readonly siteId: SiteId;
  readonly store: string;
}

export interface CameraCutoff {
  readonly cameraId: CameraId;
  /** Footage that ended by then is past its time. */
  readonly cutoffMs: number;
}

/** A batch whose deletion has begun: its segments do not change any more. */
export interface BegunDeletion {
  readonly id: DeletionId;
  readonly segments: readonly MarkedSegment[];
}

/**
 * Deletions in the catalogue: marked → begun → forgotten. Marking, beginning and holds take one lock (I5). All of it
 * fails with `unavailable` `catalogue-unavailable` while the catalogue cannot be reached, and then nothing has changed.
 */
export interface DeletionRepository {
  cameras(siteId: SiteId): Promise<Located[]>;
  /** Bytes of originals that are stored and not marked. */
  storedBytes(siteStore: SiteStore): Promise<number>;
  /** Segments past their camera's cutoff, neither marked nor held; `limit` at most, and some as long as there are any. */
  pastTime(siteStore: SiteStore, cutoffs: readonly CameraCutoff[], limit: number): Promise<Candidate[]>;
  /** The oldest segments that ended by `beforeMs`, neither marked nor held. */
  oldest(siteStore: SiteStore, beforeMs: number, limit: number): Promise<Candidate[]>;
  /** Marks what is still neither marked nor held, as one batch; the number of segments. No look-up offers them any more. */
  mark(
    siteStore: SiteStore,
    batch: { readonly cause: ExpiryCause; readonly segments: readonly SegmentRef[]; readonly nowMs: number },
  ): Promise<number>;
  /** Batches that are not forgotten, the oldest first; those that have begun before all others. */
  unfinished(siteStore: SiteStore): Promise<{ readonly id: DeletionId; readonly hasBegun: boolean }[]>;
  /** From now on no hold can save the batch. `undefined` when there is nothing left in it. Again: the same answer. */
  begin(id: DeletionId, nowMs: number): Promise<BegunDeletion | undefined>;
  /**
   * One transaction: the rows go, their time becomes a gap `expired` (I4), the receipt is written. Only for segments
   * whose objects are confirmed gone (I5); what else is in the batch goes on as a batch of its own. Again: nothing.
   */
  forget(
    id: DeletionId,
    gone: { readonly segments: readonly SegmentRef[]; readonly deleted: Deleted; readonly nowMs: number },
  ): Promise<void>;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface ReceiptRepository {
  /** Newest first; those before `beforeMs`. */
  list(siteId: SiteId, beforeMs: number, limit: number): Promise<Receipt[]>;
  /** Deletions that began before `beforeMs` and have no receipt yet: something of them cannot be removed. */
  overdue(siteId: SiteId, beforeMs: number): Promise<number>;
}
