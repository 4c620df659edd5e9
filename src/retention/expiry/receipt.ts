import type { Branded } from '../../core/ids.ts';
import { type SiteId, type StreamId, sha256Hex, type TimeRange } from '../../core/index.ts';
import { type ObjectKey, type SegmentName, segmentKeys } from '../../objects/index.ts';
import type { ExpiryCause, SegmentRef } from './plan.ts';

export type DeletionId = Branded<'deletion'>;

/** A segment that is marked garbage. */
export interface MarkedSegment extends SegmentName, TimeRange {
  readonly ref: SegmentRef;
  /** The number of its record in the chain of its stream; absent where it has none. */
  readonly recordSeq?: number;
  readonly sizeBytes: number;
  readonly hasStill: boolean;
  readonly hasStoryboard: boolean;
}

/** What became of the objects that the catalogue names in a batch. */
interface ObjectTally {
  /** Were there, and the store confirmed that they are gone. */
  readonly deleted: number;
  /** Were not there when the deletion began. */
  readonly absent: number;
  /** The store holds them locked: they stay, with the rows of their segments, in a batch of their own. */
  readonly failed: number;
}

/** The numbers of a deleted batch. They reveal neither where a camera stands nor what it saw. */
export interface Deleted extends TimeRange {
  readonly cameras: number;
  readonly segments: number;
  /** Keys that the digest names: four a segment. */
  readonly objects: number;
  /** Absent in receipts of earlier versions, which did not tell an absent object from a deleted one. */
  readonly tally?: ObjectTally;
  /** Bytes of the originals that were there; derived objects are a hundredth. */
  readonly sizeBytes: number;
  /** SHA-256, hex, of the sorted keys of all objects, each followed by a line feed. */
  readonly keysSha256: string;
}

/** The proof that a batch is gone: written in the transaction that forgets its rows, and never changed. */
export interface Receipt extends Deleted {
  readonly id: DeletionId;
  /** Whose workers deleted it. */
  readonly siteId: SiteId;
  readonly cause: ExpiryCause;
  readonly markedAtMs: number;
  readonly begunAtMs: number;
  readonly forgottenAtMs: number;
}

/** All that belongs to a segment: the original and what is derived from it, also where the row tells of no picture. */
export function keysOf(segment: SegmentName): ObjectKey[] {
  const { original, index, still, storyboard } = segmentKeys(segment);
  return [storyboard, still, index, original];
}

/** Those that must be there by the segment's row. */
export function expectedKeysOf(segment: MarkedSegment): ObjectKey[] {
  const { original, index, still, storyboard } = segmentKeys(segment);
  return [
    original,
    index,
    ...(segment.hasStill ? [still] : []),
    ...(segment.hasStoryboard ? [storyboard] : []),
  ];
}

/** The part of a batch that is of one stream. */
export interface DeletedStream {
  readonly streamId: StreamId;
  readonly segments: readonly SegmentRef[];
  /** Of their records, where they have some. */
  readonly numbers: readonly number[];
  readonly deleted: Deleted;
}

/** What is known of the objects of a batch; `absent` is not known of one that an earlier version began. */
interface KnownObjects {
  readonly absent: ReadonlySet<ObjectKey> | undefined;
  readonly failed: number;
}

/** Facts of a receipt for these segments; there must be one at least. */
export function deletedOf(segments: readonly MarkedSegment[], { absent, failed }: KnownObjects): Deleted {
  const expected = segments.flatMap(expectedKeysOf);
  const absentObjects = expected.filter((key) => absent?.has(key)).length;
  const there = segments.filter((segment) => !absent?.has(segmentKeys(segment).original));
  const keys = segments.flatMap(keysOf).sort();
  return {
    fromMs: segments.reduce((least, { fromMs }) => Math.min(least, fromMs), Number.POSITIVE_INFINITY),
    toMs: segments.reduce((most, { toMs }) => Math.max(most, toMs), Number.NEGATIVE_INFINITY),
    cameras: new Set(segments.map(({ cameraId }) => cameraId)).size,
    segments: segments.length,
    objects: keys.length,
    ...(absent && { tally: { deleted: expected.length - absentObjects, absent: absentObjects, failed } }),
    sizeBytes: there.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    keysSha256: sha256Hex(new TextEncoder().encode(keys.map((key) => `${key}\n`).join(''))),
  };
}

/** The same for the segments of each stream, in the order of streams; `locked` are the keys that the store holds. */
export function deletedStreams(
  segments: readonly MarkedSegment[],
  absent: ReadonlySet<ObjectKey> | undefined,
  locked: ReadonlySet<ObjectKey>,
): DeletedStream[] {
  const streams = [...new Set(segments.map(({ ref }) => ref.streamId))].sort();
  return streams.flatMap((streamId) => {
    const all = segments.filter(({ ref }) => ref.streamId === streamId);
    const gone = all.filter((segment) => !keysOf(segment).some((key) => locked.has(key)));
    if (gone.length === 0) return [];
    const failed = all.flatMap(keysOf).filter((key) => locked.has(key)).length;
    const numbers = gone.flatMap(({ recordSeq }) => recordSeq ?? []);
    const deleted = deletedOf(gone, { absent, failed });
    return [{ streamId, segments: gone.map(({ ref }) => ref), numbers, deleted }];
  });
}
