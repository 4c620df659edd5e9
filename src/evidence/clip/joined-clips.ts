import { type CameraId, hullOf, type TimeRange } from '../../core/index.ts';
import type { Gop, PlayedSegment, StoredSegment } from '../../footage/index.ts';

/** Consecutive GOPs of one original in a clip. */
export interface ClipStretch {
  readonly segment: StoredSegment;
  readonly gops: readonly Gop[];
  /** End of the last GOP: the next stretch shows the rest. */
  readonly untilMs?: number;
}

/**
 * One file joined from originals without re-encoding. Its media time is wall time since `originMs`, so a gap lasts in
 * it as long as it did in the street.
 */
export interface Clip {
  readonly cameraId: CameraId;
  readonly originMs: number;
  /** How the clip names H.265: `hev1`, as the originals do, only where a stored manifest of an earlier version says so. */
  readonly hevcEntry: 'hvc1' | 'hev1';
  /** In order of time; none overlaps another. All have the same initialisation section. */
  readonly stretches: readonly [ClipStretch, ...ClipStretch[]];
}

/**
 * Time zero of every clip of an export: a whole second, so that a clock on the wall is read off by adding; and two to
 * three before the scope, because with B-frames a keyframe is decoded earlier than it is shown, and no time is negative.
 */
export const clipOriginMs = (scope: readonly TimeRange[]): number =>
  Math.floor(hullOf(scope).fromMs / 1000) * 1000 - 2_000;

/**
 * The clips of one camera. A new one begins where the initialisation section changes: `initOf` names it. Where epochs
 * overlap, each instant is in the clip once, by the epoch that goes on.
 */
export function joinedClips(
  played: readonly PlayedSegment[],
  { originMs, initOf }: { readonly originMs: number; readonly initOf: (segment: StoredSegment) => string },
): Clip[] {
  const clips: { init: string; stretches: [ClipStretch, ...ClipStretch[]] }[] = [];
  for (const stretch of disjoint(played)) {
    const init = initOf(stretch.segment);
    const last = clips.at(-1);
    if (last?.init === init) last.stretches.push(stretch);
    else clips.push({ init, stretches: [stretch] });
  }
  return clips.map(({ stretches }) => ({
    cameraId: stretches[0].segment.cameraId,
    originMs,
    hevcEntry: 'hvc1',
    stretches,
  }));
}

/** Every stretch ends where the next one begins, or before. */
function disjoint(played: readonly PlayedSegment[]): ClipStretch[] {
  const stretches: ClipStretch[] = [];
  for (const stretch of played) {
    const [first] = stretch.gops;
    if (!first) continue;
    for (let last = stretches.pop(); last; last = stretches.pop()) {
      const left = before(last, first.fromMs);
      if (!left) continue;
      stretches.push(left);
      break;
    }
    stretches.push(stretch);
  }
  return stretches;
}

/** The part of a stretch that begins before that instant, ending there; `undefined` when nothing does. */
function before(stretch: ClipStretch, instantMs: number): ClipStretch | undefined {
  const gops = stretch.gops.filter(({ fromMs }) => fromMs < instantMs);
  const last = gops.at(-1);
  if (!last) return undefined;
  return last.toMs > instantMs ? { ...stretch, gops, untilMs: instantMs } : { ...stretch, gops };
}
