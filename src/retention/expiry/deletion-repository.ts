import type { CameraId, SiteId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { ObjectKey } from '../../objects/index.ts';
import type { Located } from '../policy/policy.ts';
import type { Candidate, ExpiryCause, SegmentRef } from './plan.ts';
import type { Deleted, DeletedStream, DeletionId, MarkedSegment, Receipt } from './receipt.ts';

/**
 * Whose footage a worker deletes, and in which store: that of the cameras of its own site, so that workers of two sites never
 * delete the same.
 */
export interface SiteStore {
  readonly siteId: SiteId;
  readonly store: string;
}

export interface CameraCutoff {
  readonly cameraId: CameraId;
  /** Footage that ended by then is past its time. */
  readonly cutoffMs: number;
}

/** What is to be marked together. */
export interface PlannedBatch {
  readonly cause: ExpiryCause;
  readonly segments: readonly SegmentRef[];
  readonly nowMs: number;
  /** The last version of the policy when it was planned; absent: by no stored policy. */
  readonly policyVersion?: number;
}

/** A batch that is not forgotten. */
export interface UnfinishedDeletion {
  readonly id: DeletionId;
  readonly hasBegun: boolean;
  /** Too many of its objects were absent when they were last looked for. */
  readonly isStopped: boolean;
  /** So many of its objects may be absent: a person said that they are lost. */
  readonly acceptedMissing?: number;
}

/** A batch whose deletion has begun: its segments do not change any more. */
export interface BegunDeletion {
  readonly id: DeletionId;
  readonly segments: readonly MarkedSegment[];
  /** Objects that were not there when it began; not known of one that an earlier version began. */
  readonly absent?: readonly ObjectKey[];
}

/** Nothing expires, because objects of a batch were looked for and too many are absent. */
export interface ExpiryStop {
  readonly atMs: number;
  readonly missing: number;
  readonly expected: number;
}

/**
 * Deletions in the catalogue: marked → begun → forgotten. Marking, beginning and holds take one lock (I5). All of it
 * fails with `unavailable` `catalogue-unavailable` while the catalogue cannot be reached, and then nothing has changed.
 */
export interface DeletionRepository {
  cameras(siteId: SiteId): Promise<Located[]>;
  /** Bytes of originals of all sites that are in the store and not marked. */
  storedBytes(store: string): Promise<number>;
  /** Segments past their camera's cutoff, neither marked nor held; `limit` at most, and some as long as there are any. */
  pastTime(siteStore: SiteStore, cutoffs: readonly CameraCutoff[], limit: number): Promise<Candidate[]>;
  /** The site's oldest segments that ended by `beforeMs`, neither marked nor held, with what other sites have that is older. */
  oldest(siteStore: SiteStore, beforeMs: number, limit: number): Promise<Candidate[]>;
  /**
   * Marks what is still neither marked nor held, as one batch; the number of segments. No look-up offers them any more.
   * Nothing, once another policy was set than the batch was planned by.
   */
  mark(siteStore: SiteStore, batch: PlannedBatch): Promise<number>;
  /** Batches that are not forgotten, the oldest first; those that have begun before all others. */
  unfinished(siteStore: SiteStore): Promise<UnfinishedDeletion[]>;
  /** The segments of a batch as they are now: before it begins, a hold may take some away. */
  marked(id: DeletionId): Promise<MarkedSegment[]>;
  /** Keeps that the batch waits, and why; false, and nothing, once it has begun. */
  stop(id: DeletionId, stop: ExpiryStop): Promise<boolean>;
  /**
   * From now on no hold can save the batch, and these of its objects count as absent. `undefined` when there is nothing
   * left in it. Again: the first answer.
   */
  begin(id: DeletionId, nowMs: number, absent: readonly ObjectKey[]): Promise<BegunDeletion | undefined>;
  /**
   * One transaction: the rows go, their time becomes a gap `expired` (I4), the receipt is written. Only for segments
   * whose objects are confirmed gone (I5); what else is in the batch goes on as a batch of its own. Again: nothing.
   */
  forget(
    id: DeletionId,
    gone: { readonly streams: readonly DeletedStream[]; readonly deleted: Deleted; readonly nowMs: number },
  ): Promise<void>;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface ReceiptRepository {
  /** Of all sites, newest first; those before `beforeMs`. */
  list(beforeMs: number, limit: number): Promise<Receipt[]>;
  /** Deletions of the site that began before `beforeMs` and have no receipt yet: something of them cannot be removed. */
  overdue(siteId: SiteId, beforeMs: number): Promise<number>;
  /** Why nothing expires: all batches of the site, or of the ward, that wait for absent objects, as one; `undefined` when none does. */
  stopped(siteId?: SiteId): Promise<ExpiryStop | undefined>;
  /** The absent objects are lost: their batches need not wait for them any more. One transaction with the event. */
  acceptMissing(siteId: SiteId, event: CustodyEvent): Promise<void>;
}
