import { invalid } from '../../core/index.ts';

/** One entry of the keyframe index: a GOP, which is one fragment of the stored object. */
export interface IndexedGop {
  /** When its keyframe was seen, by our clock, UTC. */
  readonly wallMs: number;
  /** By the camera's RTP clock, counted from the segment's first keyframe. */
  readonly mediaMs: number;
  /** Media time to the next keyframe; of the last GOP, to the end of its last frame. */
  readonly mediaDurationMs: number;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
}

/** The keyframe index of one segment: its GOPs in order, which touch in bytes and in media time. */
export interface KeyframeIndex {
  readonly wallStartMs: number;
  readonly wallEndMs: number;
  /** The init section is `[0, initSizeBytes)`; the first GOP follows it. */
  readonly initSizeBytes: number;
  readonly gops: readonly IndexedGop[];
}

/** The input of an index; everything else in it follows. */
export interface GopLayout extends Omit<KeyframeIndex, 'gops'> {
  readonly gops: readonly { readonly sizeBytes: number; readonly mediaDurationMs: number }[];
}

export const maxGops = 100_000;
const maxMediaMs = 86_400_000;

/**
 * Lays GOPs one after another. Wall time is interpolated between the wall start and end of the segment, because the
 * camera's clock and ours drift apart.
 *
 * Throws `AppError` `invalid` / `keyframe-index` for what no segment can be: no GOP, an empty GOP, a wall end not
 * after its start, more than a day of media, a number that is no whole number.
 */
export function layOut(layout: GopLayout): KeyframeIndex {
  const { wallStartMs, wallEndMs, initSizeBytes } = layout;
  requireWhole([wallStartMs, wallEndMs, initSizeBytes], 0);
  requireThat(layout.gops.length > 0 && layout.gops.length <= maxGops, 'a number of GOPs out of range');
  requireThat(wallEndMs > wallStartMs, 'a wall end that is not after the start');
  const mediaLengthMs = layout.gops.reduce((sum, gop) => sum + gop.mediaDurationMs, 0);
  requireThat(mediaLengthMs <= maxMediaMs, 'more than a day of media');
  const wallPerMedia = mediaLengthMs === 0 ? 0 : (wallEndMs - wallStartMs) / mediaLengthMs;
  let mediaMs = 0;
  let offsetBytes = initSizeBytes;
  const gops = layout.gops.map(({ sizeBytes, mediaDurationMs }) => {
    requireWhole([sizeBytes], 1);
    requireWhole([mediaDurationMs], 0);
    const wallMs = wallStartMs + Math.round(mediaMs * wallPerMedia);
    const gop = { wallMs, mediaMs, mediaDurationMs, offsetBytes, sizeBytes };
    mediaMs += mediaDurationMs;
    offsetBytes += sizeBytes;
    return gop;
  });
  requireWhole([offsetBytes], 1);
  return { wallStartMs, wallEndMs, initSizeBytes, gops };
}

function requireWhole(values: readonly number[], least: number): void {
  requireThat(
    values.every((value) => Number.isSafeInteger(value) && value >= least),
    'a number out of range',
  );
}

function requireThat(isTrue: boolean, message: string): void {
  if (!isTrue) throw invalid('keyframe-index', `a keyframe index with ${message}`);
}
