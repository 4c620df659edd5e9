import { type Clock, dayMs, invalid, type RunId, type StreamId } from '../core/index.ts';
import type { ObjectKey } from '../objects/index.ts';
import { type ClosedSegment, maxSegmentMs, type Run } from '../recording/index.ts';
import type { MediaFacts } from './media-facts.ts';

/** The stored keyframe index of version 2. */
export interface StoredIndex {
  /** SHA-256 of its bytes, hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** The facts of a segment whose original and index are stored. */
export interface CataloguedSegment {
  readonly run: Run;
  readonly closed: ClosedSegment;
  readonly objectKey: ObjectKey;
  readonly versionId?: string;
  readonly sizeBytes: number;
  /** SHA-256 of the stored original, hex. */
  readonly sha256: string;
  /** `h264` or `h265`. */
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  /** Length of `ftyp` and `moov`: what a player loads first. */
  readonly initBytes: number;
  readonly packedKeyframes: Uint8Array;
  readonly media: MediaFacts;
  /** SHA-256 of the index that is stored, hex. */
  readonly indexSha256: string;
  /** Absent where an earlier version stored its own index, without digests. */
  readonly index?: StoredIndex;
}

/** Most bytes of a packed keyframe index: ten minutes in which every frame is a keyframe, sixty a second. */
const maxKeyframeBytes = 262_144;

const refused = (why: string) => () => invalid('segment-refused', `a segment ${why}`);

/** Reasons to refuse a row. */
export const segmentRefusals = {
  length: refused('that lasts no time, or longer than a segment may'),
  keyframes: refused('of more keyframes than a row holds'),
};

/** Refuses before anything is stored what `commit` would refuse after it. Errors: `invalid` `segment-refused`. */
export function checkSegment({ startMs, endMs }: ClosedSegment, packedKeyframes: Uint8Array): void {
  if (endMs <= startMs || endMs - startMs > maxSegmentMs) throw segmentRefusals.length();
  if (packedKeyframes.length > maxKeyframeBytes) throw segmentRefusals.keyframes();
}

/** The row is committed without a record, because no record can say this: footage is not lost for that. */
export interface Unstated {
  readonly unstated: string;
}

/** Where segments become findable. Errors: `unavailable` `catalogue-unavailable`. */
export interface SegmentRepository {
  /**
   * One transaction: the row, its record, the task to make its pictures, the gaps it fills, the frontier (I3, I4). `already`
   * when the segment is there; then nothing changes. Errors: `invalid` `segment-refused`.
   */
  commit(segment: CataloguedSegment): Promise<'committed' | 'already' | Unstated>;
  /** Accounts for a segment that cannot be read: a gap `damaged` in its place. */
  commitDamaged(run: Pick<Run, 'id' | 'streamId'>, closed: ClosedSegment): Promise<void>;
  /** A run that had its first frame, as the lease knew it. */
  runOf(streamId: StreamId, id: RunId): Promise<Run | undefined>;
}

/** The catalogue's day partitions. */
export interface Partitions {
  /** Makes those of `days` days from the one that holds `fromMs`. */
  prepare(fromMs: number, days: number): Promise<void>;
  /** Drops the empty ones of days that were over by then; those that others are at work in stay for the next time. */
  dropEmpty(beforeMs: number): Promise<void>;
}

const daysAhead = 7;
/** A spool that was cut off for days may still bring a segment of them. */
const daysBehind = 7;

/** Makes the partitions from yesterday on, so that no segment waits for one, and drops what expiry emptied. */
export async function preparePartitions(partitions: Partitions, clock: Clock): Promise<void> {
  await partitions.prepare(clock.nowMs() - dayMs, daysAhead + 1);
  await partitions.dropEmpty(clock.nowMs() - daysBehind * dayMs);
}
