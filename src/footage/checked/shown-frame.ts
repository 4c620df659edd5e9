import { notFound } from '../../core/index.ts';
import { samplesOfGop } from '../../media/index.ts';
import type { Gop, StoredGop } from '../playback.ts';
import type { DecodeFrame } from './frame-decoder.ts';
import { type FrameSources, initOf } from './frame-of-gop.ts';

/** One frame of stored footage as a picture. */
export interface ShownFrame {
  readonly jpeg: Uint8Array;
  /** When it was seen, by our clock. */
  readonly atMs: number;
  /** How far off that may be; 0 when it is certain. */
  readonly errorMs: number;
}

/**
 * That frame of a stored GOP, counted in the order of decoding: 0 is the keyframe. Its time is the GOP's begin and the
 * distance from the keyframe by the file's own clock. Errors: `frame-not-found` (not-found); those of `part` and of
 * `DecodeFrame`; `invalid` with a code `media-…`.
 */
export async function shownFrame(
  { decodeFrame, part }: Pick<FrameSources, 'part'> & { readonly decodeFrame: DecodeFrame },
  { segment, gop }: StoredGop,
  number: number,
): Promise<ShownFrame> {
  const [init, bytes] = await Promise.all([part(segment, initOf(segment)), part(segment, gop)]);
  const { track, presentationTicks } = samplesOfGop(init, bytes);
  const [keyframeTicks = 0] = presentationTicks;
  const ticks = presentationTicks[number];
  if (ticks === undefined) throw notFound('frame-not-found', 'The GOP has no such frame.');
  const { width, height, codec } = track;
  const { displayAspect } = segment;
  const pixelAspect = displayAspect === undefined ? track.pixelAspect : (displayAspect * height) / width;
  const jpeg = await decodeFrame({
    file: Buffer.concat([init, bytes]),
    presentationTicks: ticks,
    picture: { codec, width, height, pixelAspect },
  });
  const offsetMs = ((ticks - keyframeTicks) * 1000) / track.timescale;
  return { jpeg, atMs: Math.round(gop.fromMs + offsetMs), errorMs: errorMsOf(gop) };
}

/** Less than a frame of a slow stream is no doubt. */
const doubtlessMs = 40;

/** A GOP that lasts otherwise by the camera's clock than by ours: where in it its frames belong is known to that difference only. */
export function errorMsOf({ fromMs, toMs, mediaDurationMs }: Gop): number {
  const errorMs = Math.abs(toMs - fromMs - mediaDurationMs);
  return errorMs > doubtlessMs ? Math.round(errorMs) : 0;
}
