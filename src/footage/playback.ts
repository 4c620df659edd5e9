import { overlaps, type TimeRange } from '../core/index.ts';
import { type IndexedGop, unpackKeyframeIndex } from '../media/index.ts';
import type { StoredSegment } from './footage-repository.ts';

/** One GOP in wall time: from its keyframe to the next one, or to the end of the segment. */
export interface Gop extends TimeRange, IndexedGop {
  /** Counts from the segment's first. */
  readonly number: number;
}

/** A segment and those of its GOPs that are played. */
export interface PlayedSegment {
  readonly segment: StoredSegment;
  readonly gops: readonly Gop[];
}

/** The GOPs of a segment; they fill `[startMs, endMs)`. Throws `keyframe-index` (invalid) for a damaged row. */
export function gopsOf(segment: StoredSegment): Gop[] {
  const { gops } = unpackKeyframeIndex(segment.keyframes);
  return gops.map((gop, number) => ({
    ...gop,
    number,
    fromMs: gop.wallMs,
    toMs: gops[number + 1]?.wallMs ?? segment.toMs,
  }));
}

/**
 * The GOPs that play a range: every one that has a part in it, whole. Where segments of several epochs overlap, one
 * plays: first the epoch that was playing, else the one that reaches farthest; where they meet, at most a GOP is seen
 * twice, because no frame is left out.
 *
 * `segments` are in any order; those outside the range are ignored.
 */
export function playbackOf(segments: readonly StoredSegment[], range: TimeRange): PlayedSegment[] {
  const waiting = segments.filter((segment) => overlaps(segment, range)).sort(byStart);
  const played: PlayedSegment[] = [];
  let covering: StoredSegment[] = [];
  let [atMs, epoch] = [range.fromMs, Number.NaN];
  for (;;) {
    while (waiting[0] && waiting[0].fromMs <= atMs) covering.push(...waiting.splice(0, 1));
    covering = covering.filter((segment) => segment.toMs > atMs);
    const next = preferred(covering, epoch) ?? waiting[0];
    if (!next || atMs >= range.toMs) return played;
    const left = { fromMs: Math.max(atMs, next.fromMs), toMs: range.toMs };
    played.push({ segment: next, gops: gopsOf(next).filter((gop) => overlaps(gop, left)) });
    [atMs, epoch] = [next.toMs, next.epoch];
  }
}

const byStart = (a: StoredSegment, b: StoredSegment): number => a.fromMs - b.fromMs || a.epoch - b.epoch;

function preferred(covering: readonly StoredSegment[], epoch: number): StoredSegment | undefined {
  const same = covering.find((segment) => segment.epoch === epoch);
  return same ?? [...covering].sort((a, b) => b.toMs - a.toMs || a.epoch - b.epoch)[0];
}

/** The wall time that really plays: whole GOPs, so it may begin before and end after the range. */
export function extentOf(played: readonly PlayedSegment[], range: TimeRange): TimeRange {
  const gops = played.flatMap((part) => part.gops);
  return {
    fromMs: gops.reduce((least, gop) => Math.min(least, gop.fromMs), range.fromMs),
    toMs: gops.reduce((most, gop) => Math.max(most, gop.toMs), range.toMs),
  };
}

/** A GOP where it is stored. */
export interface StoredGop {
  readonly segment: StoredSegment;
  readonly gop: Gop;
}

/** The GOP whose keyframe is the latest at or before the instant. */
export function gopBefore(segments: readonly StoredSegment[], instantMs: number): StoredGop | undefined {
  const before = segments.flatMap((segment) =>
    gopsOf(segment)
      .filter((gop) => gop.fromMs <= instantMs)
      .slice(-1)
      .map((gop) => ({ segment, gop })),
  );
  return before.sort((a, b) => b.gop.fromMs - a.gop.fromMs || a.segment.epoch - b.segment.epoch)[0];
}

/** The GOP with that number, or `undefined`. */
export const gopOf = (segment: StoredSegment, number: number): Gop | undefined => gopsOf(segment)[number];
