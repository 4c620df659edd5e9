import { longestSegmentMs } from './segment.ts';

/**
 * Health is bytes and keyframes, never exit codes: ffmpeg leaves a silent camera with status 0, and a camera with a
 * GOP of minutes never closes a segment on time (quirk 23).
 */
const patience = 2.5;
/** However long its GOPs are: a file must be closed while it still is a segment. */
const longestPatienceMs = longestSegmentMs - 60_000;
/** A segment is one object of at most 64 MiB; the rest is for what comes until the file is closed. */
const roomyBytes = 48 * 2 ** 20;

export interface Pulse {
  readonly segmentMs: number;
  /** The longest group of pictures seen lately, the open one too; absent before the first. */
  readonly gopMs: number | undefined;
  /** Since a segment last closed, or since the run began. */
  readonly sinceSegmentMs: number;
}

/** Whether a run must be stopped because no segment closes any more. */
export const isStuck = ({ segmentMs, gopMs = 0, sinceSegmentMs }: Pulse): boolean =>
  sinceSegmentMs > Math.min(longestPatienceMs, patience * Math.max(segmentMs, gopMs));

/** Whether a run must be stopped because its file becomes too large to be stored. */
export const isTooLarge = (openBytes: number): boolean => openBytes > roomyBytes;

/**
 * When a stream's files are cut, as an offset into the segment length: spread evenly by the stream's id, so that not
 * all cameras close a file in the same instant.
 */
export function cutOffsetMs(streamId: string, segmentMs: number): number {
  // FNV-1a, 32 bits.
  let hash = 0x811c9dc5;
  for (const char of streamId) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return Math.floor((hash / 2 ** 32) * segmentMs);
}
