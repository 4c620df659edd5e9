import { canonicalJson, invalid } from '../../core/index.ts';
import type { FragmentedFile } from '../mp4/fragmented-file.ts';
import { type GopLayout, type KeyframeIndex, layOut } from './gop-layout.ts';

/** When a segment was seen by our clock, and how long it lasts by the camera's; absent: to the end of its last frame. */
export interface SegmentExtent {
  readonly wallStartMs: number;
  readonly wallEndMs: number;
  readonly mediaLengthMs?: number;
}

/**
 * The keyframe index of a segment that was seen, by our clock, from `wallStartMs` (its first keyframe) to
 * `wallEndMs` (the first keyframe of the next segment, or the end of its last frame). In open GOPs the pictures that
 * lead the next segment's first keyframe are shown between the last frame and the end.
 *
 * Media time counts from the first keyframe: with B-frames ffmpeg's `empty_moov` gives it a composition offset and
 * writes no edit list, so it is not zero in the file. Keyframes shown out of order get no time of their own.
 */
export function buildKeyframeIndex(
  file: FragmentedFile,
  { mediaLengthMs, ...wall }: SegmentExtent,
): KeyframeIndex {
  const starts = keyframeTimesMs(file);
  if (mediaLengthMs !== undefined) endAt(starts, Math.round(mediaLengthMs));
  return layOut({
    ...wall,
    initSizeBytes: file.init.sizeBytes,
    gops: file.fragments.map((fragment, i) => ({
      sizeBytes: fragment.sizeBytes,
      mediaDurationMs: (starts[i + 1] ?? 0) - (starts[i] ?? 0),
    })),
  });
}

/** No keyframe is later than the end. */
function endAt(starts: number[], endMs: number): void {
  starts.pop();
  starts.push(Math.max(endMs, starts.at(-1) ?? 0));
}

/** Media time of each keyframe, from zero, and, last, of the end of the segment; never decreasing. */
export function keyframeTimesMs(file: FragmentedFile): number[] {
  const { fragments, track } = file;
  const firstTicks = fragments[0].presentationTicks;
  const ticks = fragments.map((fragment) => fragment.presentationTicks);
  const endTicks = Math.max(...fragments.map((fragment) => fragment.presentationEndTicks));
  let latestMs = 0;
  return [...ticks, endTicks].map((tick) => {
    latestMs = Math.max(latestMs, Math.round(((tick - firstTicks) * 1000) / track.timescale));
    return latestMs;
  });
}

/**
 * Reads an index back from its JSON value (an object of the store, so checked): `AppError` `invalid` /
 * `keyframe-index` unless it is exactly what `layOut` makes.
 */
export function parseKeyframeIndex(value: unknown): KeyframeIndex {
  const index = layOut(layoutOf(value));
  if (canonicalJson(index) !== canonicalJson(value)) {
    throw invalid('keyframe-index', 'a keyframe index whose GOPs do not follow one another');
  }
  return index;
}

function layoutOf(value: unknown): GopLayout {
  const { wallStartMs, wallEndMs, initSizeBytes, gops } = fieldsOf(value);
  return {
    wallStartMs: Number(wallStartMs),
    wallEndMs: Number(wallEndMs),
    initSizeBytes: Number(initSizeBytes),
    gops: (Array.isArray(gops) ? gops : []).map((gop) => {
      const { sizeBytes, mediaDurationMs } = fieldsOf(gop);
      return { sizeBytes: Number(sizeBytes), mediaDurationMs: Number(mediaDurationMs) };
    }),
  };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
