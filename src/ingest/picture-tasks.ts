import type { CameraId, RunId, StreamId } from '../core/index.ts';
import type { ObjectKey } from '../objects/index.ts';
import type { StoryboardGrid } from './snapshots.ts';

/** Pictures of one segment that are still to be made. */
export interface PictureTask {
  readonly cameraId: CameraId;
  readonly streamId: StreamId;
  readonly runId: RunId;
  readonly seq: number;
  readonly startMs: number;
  readonly epoch: number;
  /** Which try this is, from 1. */
  readonly tries: number;
}

/** The stored segment of a task. */
export interface PicturedSegment {
  readonly objectKey: ObjectKey;
  /** Length of the init section at the start of the object. */
  readonly initBytes: number;
  readonly packedKeyframes: Uint8Array;
  /** Width divided by height as its pictures are to be seen, by the setting of the camera; absent: as the stream says. */
  readonly displayAspect?: number;
}

/**
 * Why a camera's pictures cannot be made:
 * - `intra-refresh` its keyframes are no pictures by themselves (quirk 27)
 * - `no-picture`    no keyframe of a segment could be decoded
 */
export type PictureFault = 'intra-refresh' | 'no-picture';

/** A picture in the store. */
export interface StoredPicture {
  readonly key: ObjectKey;
  /** SHA-256 of its bytes, hex. */
  readonly sha256: string;
  /** Number of the GOP that it shows; of a storyboard, the first. */
  readonly gop: number;
}

/** What became of a task. */
export interface MadePictures {
  readonly hasStill: boolean;
  /** The still and the storyboard, as they are stored. */
  readonly pictures: readonly StoredPicture[];
  readonly storyboard?: StoryboardGrid;
  readonly fault?: PictureFault;
}

/**
 * The pictures that are still to be made, of one site and store. A task is written in the transaction of its segment's
 * row (`SegmentRepository.commit`) and ends in the one that says what pictures there are, so a crash loses none.
 * Errors: `unavailable` `catalogue-unavailable`.
 */
export interface PictureTasks {
  /** Streams that have tasks, the one that waits for longest first. */
  streams(): Promise<StreamId[]>;
  /** The oldest task of the stream, and counts a try. */
  begin(streamId: StreamId): Promise<PictureTask | undefined>;
  /** The task's segment; `undefined` when it is marked garbage or forgotten. */
  segmentOf(task: PictureTask): Promise<PicturedSegment | undefined>;
  /** The try does not count: it failed for another reason than the pictures. */
  putBack(task: PictureTask): Promise<void>;
  /**
   * One transaction: the row says what pictures there are, the camera's fault is set or cleared, the task is gone.
   * `gone`, and nothing changes, when the segment is marked garbage or forgotten.
   */
  finish(task: PictureTask, made: MadePictures): Promise<'finished' | 'gone'>;
  /** Ends a task whose segment is gone. */
  drop(task: PictureTask): Promise<void>;
}
