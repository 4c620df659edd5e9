import type { CameraId, RunId, SegmentId, StreamId } from '../core/index.ts';

/**
 * A segment as the recorder knows it when its file closes: the facts that only the recorder has, because they come
 * from the relay's clock. Kept beside the file in the spool until the segment is in the catalogue.
 */
export interface ClosedSegment {
  readonly runId: RunId;
  /** Counter within the run, from 0. */
  readonly seq: number;
  /** Wall time of the first frame and of the end, UTC ms. Within a run, one segment's end is the next one's start (I3). */
  readonly startMs: number;
  readonly endMs: number;
  /** Media time within the run, ms; runs at the camera's speed, not at ours. */
  readonly mediaFromMs: number;
  readonly mediaToMs: number;
  /** RTP packets that never arrived, counted since the run began. */
  readonly packetsLost: number;
}

/** One RTSP session's worth of segments. Every run has a lease epoch of its own, so runs may overlap (I3). */
export interface Run {
  readonly id: RunId;
  readonly cameraId: CameraId;
  readonly streamId: StreamId;
  /** The lease epoch it was recorded under. */
  readonly epoch: number;
  readonly startedAtMs: number;
  readonly codec: 'h264' | 'h265';
  /** Wall time of media time 0 as far as it is known yet; used for a file whose recorder was killed. */
  readonly firstFrameMs: number;
}

/** Deterministic, so that ingesting a spool file twice names the same segment: `<run id>-<seq>`. */
export const segmentId = (runId: RunId, seq: number): SegmentId => `${runId}-${seq}` as SegmentId;

/** The run and counter that a segment id names, or `undefined`. */
export function parseSegmentId(text: string): { runId: RunId; seq: number } | undefined {
  const match = /^(run_[0-9a-hjkmnp-tv-z]{26})-(\d{1,9})$/.exec(text);
  return match?.[1] && match[2] ? { runId: match[1] as RunId, seq: Number(match[2]) } : undefined;
}

/** No segment lasts longer; look-ups reach back by it instead of scanning. */
export const longestSegmentMs = 15 * 60_000;
