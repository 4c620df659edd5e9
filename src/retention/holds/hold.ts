import type { CameraId, HoldId, RequestId, TimeRange, UserId } from '../../core/index.ts';
import { overlaps } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';

/** A new hold as an officer or a custodian writes it. */
export interface HoldDraft {
  readonly cameraIds: readonly CameraId[];
  readonly range: TimeRange;
  readonly caseNumber: string;
  readonly reason: string;
  /** Date of the review whether it is still needed. Nothing is released by a date alone. */
  readonly reviewAtMs: number;
}

/** Cameras × time that must not expire. Binds segments that are ingested later, too. */
export interface Hold extends HoldDraft {
  readonly id: HoldId;
  readonly ownerId: UserId;
  readonly createdAtMs: number;
  /** The request that placed it, and that alone releases it. */
  readonly requestId?: RequestId;
  readonly release?: { readonly atMs: number; readonly byId: UserId; readonly reason: string };
}

export interface HeldSegment extends TimeRange {
  readonly cameraId: CameraId;
}

/** Whether the hold binds the segment: one millisecond in common is enough, since segments are whole. */
export const binds = (hold: Pick<Hold, 'cameraIds' | 'range' | 'release'>, segment: HeldSegment): boolean =>
  hold.release === undefined && hold.cameraIds.includes(segment.cameraId) && overlaps(hold.range, segment);

/** Segments that were already marked when the hold was placed. */
export interface Placed {
  /** Marked, deletion not begun: unmarked, and held. */
  readonly rescued: number;
  /** Their deletion had begun: gone, or about to be. The answer must say so. */
  readonly tooLate: number;
}

/** Holds in the catalogue. Errors: `unavailable` `catalogue-unavailable`. */
export interface HoldRepository {
  /**
   * One transaction under the lock that marking takes (I5): the hold, its event, and the rescue of what is marked and
   * not yet begun. `maxBytes`: most that may be held under the cap, this hold included; absent: no limit. Errors:
   * `invalid` `unknown-camera`, `conflict` `held-bytes-cap`.
   */
  place(hold: Hold, event: CustodyEvent, maxBytes?: number): Promise<Placed>;
  /** Holds of the ward; open ones first, by review date, then released ones, newest first. */
  list(): Promise<Hold[]>;
  byId(id: HoldId): Promise<Hold | undefined>;
  /** Sets the next review. Errors: `conflict` `hold-released`. */
  review(id: HoldId, reviewAtMs: number, event: CustodyEvent): Promise<void>;
  /** Errors: `conflict` `hold-released`. */
  release(id: HoldId, release: NonNullable<Hold['release']>, event: CustodyEvent): Promise<void>;
}
