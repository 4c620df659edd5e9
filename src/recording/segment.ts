import type { CameraId, RunId, SegmentId, StreamId } from '../core/index.ts';

/**
 * What closed a file: the next one began (`rotate`), the camera ended its stream (`eof`) or fell silent (`timeout`), we ended
 * the run (`stop`), or the recorder was killed or stalled (`error`).
 */
export type FileEnd = 'rotate' | 'eof' | 'timeout' | 'error' | 'stop';

/**
 * The facts of a segment that only the recorder has, because they come from the relay's clock. Written when
 * its file closes, and stored beside it in the spool until the segment is in the catalogue.
 */
export interface ClosedSegment {
  readonly runId: RunId;
  /** Counter within the run, from 0. */
  readonly seq: number;
  /** Wall time of first frame and end, UTC ms. Within a run, a segment's end is the next one's start (I3). */
  readonly startMs: number;
  readonly endMs: number;
  /** Media time within the run, ms, at the speed of the camera's clock. */
  readonly mediaFromMs: number;
  readonly mediaToMs: number;
  /** RTP packets that never arrived, counted from the start of the run. */
  readonly packetsLost: number;
  /** Absent where an earlier version closed it. */
  readonly end?: FileEnd;
}

/** The segments of one RTSP session. Every run has its own lease epoch, so runs may overlap (I3). */
export interface Run {
  readonly id: RunId;
  readonly cameraId: CameraId;
  readonly streamId: StreamId;
  /** Lease epoch of the recording. */
  readonly epoch: number;
  readonly startedAtMs: number;
  readonly codec: 'h264' | 'h265';
  /** Wall time of media time 0, as exact as known; used for a file whose recorder was killed. */
  readonly firstFrameMs: number;
}

/**
 * `<run id>-<begin in ms>`: both are facts of its record, so a name that somebody edits in the catalogue leads to no other footage.
 * Deterministic: a spool file ingested twice gives the same segment.
 */
export const segmentId = (runId: RunId, startMs: number): SegmentId => `${runId}-${startMs}` as SegmentId;

/** Parses a segment id into run and begin; `undefined` when it is none. */
export function parseSegmentId(text: string): { runId: RunId; startMs: number } | undefined {
  const match = /^(run_[0-9a-hjkmnp-tv-z]{26})-(\d{1,15})$/.exec(text);
  return match?.[1] && match[2] ? { runId: match[1] as RunId, startMs: Number(match[2]) } : undefined;
}

/** No segment is longer; look-ups search back this far instead of scanning. */
export const maxSegmentMs = 15 * 60_000;
