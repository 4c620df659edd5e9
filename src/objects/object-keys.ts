import { type CameraId, formatBasic, type NoticeId, type StreamId } from '../core/index.ts';
import { type ObjectKey, objectKey } from './object-store.ts';
import type { PlainKey } from './plain-objects.ts';

/** `notices/<camera>/<notice>.jpg`: a photo of the notice. */
export const noticePhotoKey = (cameraId: CameraId, noticeId: NoticeId): PlainKey =>
  objectKey(`notices/${cameraId}/${noticeId}.jpg`) as PlainKey;

/** `stills/<camera>/20261121T130500.123Z.jpg`: the one picture of a camera that a technician sees, by when it was made. */
export const enrolmentStillKey = (cameraId: CameraId, madeAtMs: number): PlainKey =>
  objectKey(`stills/${cameraId}/${formatBasic(madeAtMs)}.jpg`) as PlainKey;

/** `log/minhchung.internal/<ward>/evidence/01/tile/0/000`: a file of a log, by its path in the log. */
export const logFileKey = (origin: string, path: string): ObjectKey => objectKey(`log/${origin}/${path}`);

/**
 * The parts of the names of a segment's objects. Two runs may see the same instant, so the lease epoch is part of it.
 */
export interface SegmentName {
  readonly cameraId: CameraId;
  readonly streamId: StreamId;
  readonly startMs: number;
  readonly epoch: number;
}

export interface SegmentKeys {
  /** The original, bit for bit. */
  readonly original: ObjectKey;
  readonly index: ObjectKey;
  readonly still: ObjectKey;
  readonly storyboard: ObjectKey;
}

/**
 * The object layout; only this file builds keys: `segments/<camera>/<stream>/2026/11/21/13/20261121T130500.123Z-7.mp4`
 * (UTC, `-7` the epoch), and under `index/`, `snapshots/` and `storyboards/` the same with another ending.
 */
export function segmentKeys(name: SegmentName): SegmentKeys {
  const path = pathOf(name);
  return {
    original: objectKey(`segments/${path}.mp4`),
    index: indexKeyAt(path),
    still: objectKey(`snapshots/${path}.jpg`),
    storyboard: objectKey(`storyboards/${path}.webp`),
  };
}

/** The key `index` of `segmentKeys` alone: a look-up compares it with the record of each segment. */
export const segmentIndexKey = (name: SegmentName): ObjectKey => indexKeyAt(pathOf(name));

const indexKeyAt = (path: string): ObjectKey => objectKey(`index/${path}.json`);

function pathOf({ cameraId, streamId, startMs, epoch }: SegmentName): string {
  const start = formatBasic(startMs);
  const hour = [start.slice(0, 4), start.slice(4, 6), start.slice(6, 8), start.slice(9, 11)].join('/');
  return `${cameraId}/${streamId}/${hour}/${start}-${epoch}`;
}
