import { AppError, type ByteRange } from '../../core/index.ts';
import { samplesOfGop } from '../../media/index.ts';
import type { CheckedFootage } from '../checked/checked-footage.ts';
import { initOf } from '../checked/frame-of-gop.ts';
import type { StoredSegment } from '../footage-repository.ts';
import { gopsOf } from '../playback.ts';
import { refuseAlteredSegment } from '../record-standing.ts';
import { copyFailed } from './copy-errors.ts';
import type { CopySource, EncodeCopy, GopCopy } from './gop-copy.ts';

export interface CopyTools {
  readonly checked: Pick<CheckedFootage, 'part'>;
  readonly encode: EncodeCopy;
}

/**
 * The copy of a GOP: its frames from its keyframe to the next one, in the order in which they are shown. Every frame has the time of
 * the original, and none is missing. Frames that lead a keyframe need the GOP before it, so they are in the copy of that one; those
 * that lead the first keyframe of a segment are in none, as a player shows none of them.
 *
 * Errors: `copy-failed` (not-found), those of `CheckedFootage.part` and `EncodeCopy`.
 */
export async function copyOfGop(
  { checked, encode }: CopyTools,
  segment: StoredSegment,
  number: number,
): Promise<GopCopy> {
  refuseAlteredSegment(segment);
  const [gop, next] = gopsOf(segment).slice(number, number + 2);
  if (!gop) throw copyFailed('the segment has no such GOP');
  const part = (range: ByteRange) => checked.part(segment, range);
  const [init, bytes] = await Promise.all([part(initOf(segment)), part(gop)]);
  const frames = framesOf(init, bytes);
  const after = next && frames.isReordered ? await part(next) : undefined;
  const later = after && framesOf(init, after);
  const source: CopySource = {
    bytes: Buffer.concat([init, bytes, ...(after ? [after] : [])]),
    timescale: frames.timescale,
    fromTicks: frames.keyframeTicks,
    untilTicks: later?.keyframeTicks,
  };
  const copy = await encode(source);
  requireFrames(copy, shownTicks(frames, later));
  return copy;
}

interface GopFrames {
  readonly timescale: number;
  /** When each is shown, ascending. */
  readonly ticks: readonly number[];
  readonly keyframeTicks: number;
  /** Whether some frame is not shown in the order of decoding. */
  readonly isReordered: boolean;
}

/** Attacker-controlled: what cannot be read is no fault of the caller. */
function framesOf(init: Uint8Array, gop: Uint8Array): GopFrames {
  try {
    const { track, presentationTicks } = samplesOfGop(init, gop);
    return {
      timescale: track.timescale,
      ticks: presentationTicks.toSorted((a, b) => a - b),
      keyframeTicks: presentationTicks[0] ?? 0,
      isReordered: presentationTicks.some((ticks, at) => ticks < (presentationTicks[at - 1] ?? ticks)),
    };
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') throw copyFailed(error.message);
    throw error;
  }
}

/** From the keyframe to the next one. */
const shownTicks = (frames: GopFrames, later: GopFrames | undefined): number[] => [
  ...frames.ticks.filter((ticks) => ticks >= frames.keyframeTicks),
  ...(later?.ticks.filter((ticks) => ticks < later.keyframeTicks) ?? []),
];

function requireFrames({ init, fragment }: GopCopy, expected: readonly number[]): void {
  const { ticks } = framesOf(init, fragment);
  const right = expected.filter((each, at) => each === ticks[at]).length;
  if (right === expected.length && ticks.length === expected.length) return;
  throw copyFailed(`${right} of ${expected.length} frames came back at their times`);
}
