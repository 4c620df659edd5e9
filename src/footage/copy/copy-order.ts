import type { CameraId, SegmentId } from '../../core/index.ts';

/** Which GOP is to be copied, and who waits for it. Ids and times alone: Redis has it. */
export interface CopyOrder {
  readonly cameraId: CameraId;
  readonly segmentId: SegmentId;
  /** Number of the GOP in its segment. */
  readonly gop: number;
  /** Names the process that waits. */
  readonly desk: string;
  /** Names this order, once. */
  readonly order: string;
  /** Nobody waits any longer. */
  readonly untilMs: number;
}

/** The answer of a worker: the copy, or the code of an error. It is sealed on its way. */
export interface CopyAnswer {
  readonly order: string;
  readonly sealed: Uint8Array;
}
