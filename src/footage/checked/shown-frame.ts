import { notFound } from '../../core/index.ts';
import { type GopSamples, samplesOfGop } from '../../media/index.ts';
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

type ShownFrameSources = Pick<FrameSources, 'part'> & { readonly decodeFrame: DecodeFrame };

/**
 * That frame of a stored GOP, counted in the order of decoding: 0 is the keyframe. Its time is the GOP's begin and the
 * distance from the keyframe by the file's own clock. Errors: `frame-not-found` (not-found); those of `part` and of
 * `DecodeFrame`; `invalid` with a code `media-…`.
 */
export async function shownFrame(
  sources: ShownFrameSources,
  stored: StoredGop,
  number: number,
): Promise<ShownFrame> {
  const frames = await framesOf(sources.part, stored);
  const ticks = frames.presentationTicks[number];
  if (ticks === undefined) throw notFound('frame-not-found', 'The GOP has no such frame.');
  return decoded(sources.decodeFrame, frames, ticks);
}

/**
 * The frame of a stored GOP that is on a screen at an instant: the last one that is shown at or before that millisecond, and the
 * keyframe before any. Errors: as `shownFrame`.
 */
export async function frameShownAt(
  sources: ShownFrameSources,
  stored: StoredGop,
  instantMs: number,
): Promise<ShownFrame> {
  const frames = await framesOf(sources.part, stored);
  const shown = frames.presentationTicks.filter((ticks) => shownMs(frames, ticks) <= instantMs);
  return decoded(sources.decodeFrame, frames, shown.length > 0 ? Math.max(...shown) : frames.keyframeTicks);
}

interface FramesOfGop extends GopSamples, StoredGop {
  readonly file: Uint8Array;
  readonly keyframeTicks: number;
}

async function framesOf(part: FrameSources['part'], stored: StoredGop): Promise<FramesOfGop> {
  const { segment, gop } = stored;
  const [init, bytes] = await Promise.all([part(segment, initOf(segment)), part(segment, gop)]);
  const samples = samplesOfGop(init, bytes);
  const [keyframeTicks = 0] = samples.presentationTicks;
  return { ...stored, ...samples, keyframeTicks, file: Buffer.concat([init, bytes]) };
}

async function decoded(decodeFrame: DecodeFrame, frames: FramesOfGop, ticks: number): Promise<ShownFrame> {
  const { segment, gop, track, file } = frames;
  const { width, height, codec } = track;
  const { displayAspect } = segment;
  const pixelAspect = displayAspect === undefined ? track.pixelAspect : (displayAspect * height) / width;
  const picture = { codec, width, height, pixelAspect };
  const jpeg = await decodeFrame({ file, presentationTicks: ticks, picture });
  return { jpeg, atMs: shownMs(frames, ticks), errorMs: errorMsOf(gop) };
}

/** In whole milliseconds, as the console names a frame. */
const shownMs = ({ gop, track, keyframeTicks }: FramesOfGop, ticks: number): number =>
  Math.round(gop.fromMs + ((ticks - keyframeTicks) * 1000) / track.timescale);

/** Less than a frame of a slow stream is no doubt. */
const doubtlessMs = 40;

/** A GOP that lasts otherwise by the camera's clock than by ours: where in it its frames belong is known to that difference only. */
export function errorMsOf({ fromMs, toMs, mediaDurationMs }: Gop): number {
  const errorMs = Math.abs(toMs - fromMs - mediaDurationMs);
  return errorMs > doubtlessMs ? Math.round(errorMs) : 0;
}
