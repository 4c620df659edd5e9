import type { Branded } from '../../core/ids.ts';
import { type SiteId, sha256Hex, type TimeRange } from '../../core/index.ts';
import { type ObjectKey, type SegmentName, segmentKeys } from '../../objects/index.ts';
import type { ExpiryCause, SegmentRef } from './plan.ts';

export type DeletionId = Branded<'deletion'>;

/** A segment that is marked garbage. */
export interface MarkedSegment extends SegmentName, TimeRange {
  readonly ref: SegmentRef;
  readonly sizeBytes: number;
}

/** The numbers of a deleted batch. They reveal neither where a camera stands nor what it saw. */
export interface Deleted extends TimeRange {
  readonly cameras: number;
  readonly segments: number;
  readonly objects: number;
  /** Bytes of the originals; derived objects are a hundredth. */
  readonly sizeBytes: number;
  /** SHA-256, hex, of the sorted keys of all objects, each followed by a line feed. */
  readonly keysSha256: string;
}

/** The proof that a batch is gone: written in the transaction that forgets its rows, and never changed. */
export interface Receipt extends Deleted {
  readonly id: DeletionId;
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

/** Facts of a receipt for these segments; there must be one at least. */
export function deletedOf(segments: readonly MarkedSegment[]): Deleted {
  const keys = segments.flatMap(keysOf).sort();
  return {
    fromMs: segments.reduce((least, { fromMs }) => Math.min(least, fromMs), Number.POSITIVE_INFINITY),
    toMs: segments.reduce((most, { toMs }) => Math.max(most, toMs), Number.NEGATIVE_INFINITY),
    cameras: new Set(segments.map(({ cameraId }) => cameraId)).size,
    segments: segments.length,
    objects: keys.length,
    sizeBytes: segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    keysSha256: sha256Hex(new TextEncoder().encode(keys.map((key) => `${key}\n`).join(''))),
  };
}
