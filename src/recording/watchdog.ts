import { leaseMs } from './lease.ts';
import { maxSegmentMs } from './segment.ts';

/**
 * Bytes and keyframes show health, exit codes do not: ffmpeg leaves a silent camera with status 0, and a
 * camera with a GOP of minutes never closes a segment on time (quirk 23).
 */
const patience = 2.5;
/** Limit for any GOP length: the file must close while it is still a valid segment. */
const maxPatienceMs = maxSegmentMs - 60_000;
/** A segment is one object of at most 64 MiB; the difference is for data until the file closes. */
const roomyBytes = 48 * 2 ** 20;

export interface Pulse {
  readonly segmentMs: number;
  /** Longest recent GOP, including the open one; absent before the first. */
  readonly gopMs: number | undefined;
  /** Time since the last segment closed, since the run began, or since this process went on after a hang. */
  readonly sinceSegmentMs: number;
}

/** Whether this process stood still in between, given the time since a look that comes every two seconds. */
export const isHang = (sinceLookMs: number): boolean => sinceLookMs > leaseMs;

/** Whether a run must stop because no segment closes any more. */
export const isStuck = ({ segmentMs, gopMs = 0, sinceSegmentMs }: Pulse): boolean =>
  sinceSegmentMs > Math.min(maxPatienceMs, patience * Math.max(segmentMs, gopMs));

/** Of a stuck run: whether its camera sends keyframes too seldom, and no recorder is at fault. */
export const lacksKeyframes = ({ gopMs = 0, sinceSegmentMs }: Pulse): boolean =>
  sinceSegmentMs <= patience * gopMs;

/** Whether a run must stop because its file becomes too large to store. */
export const isTooLarge = (openBytes: number): boolean => openBytes > roomyBytes;

/**
 * Offset of a stream's cuts within the segment length, spread evenly by the stream's id, so that cameras do
 * not all close files at the same instant.
 */
export function cutOffsetMs(streamId: string, segmentMs: number): number {
  // FNV-1a, 32 bits.
  let hash = 0x811c9dc5;
  for (const char of streamId) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return Math.floor((hash / 2 ** 32) * segmentMs);
}
