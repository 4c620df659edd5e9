import { notFound } from '../../core/index.ts';
import { samplesOfGop } from '../../media/index.ts';
import { type FrameSources, initOf } from '../checked/frame-of-gop.ts';
import { gopsOf, type StoredGop } from '../playback.ts';

/** A frame of a stored GOP, counted in the order of decoding. */
export interface StoredFrame {
  readonly stored: StoredGop;
  readonly number: number;
}

/**
 * Which frame of the original a frame of its copy is, counted from 0 as the copy shows them: `copyOfGop` says which these are.
 * Errors: `frame-not-found` (not-found); those of `part`; `invalid` with a code `media-…`.
 */
export async function originalFrame(
  part: FrameSources['part'],
  stored: StoredGop,
  shown: number,
): Promise<StoredFrame> {
  const { segment, gop } = stored;
  const init = await part(segment, initOf(segment));
  const ordered = async (of: StoredGop) => inOrderOfShowing(init, await part(segment, of.gop), of);
  const own = (await ordered(stored)).filter(({ isLeading }) => !isLeading);
  const found = own[shown];
  if (found) return found;
  const next = gopsOf(segment)[gop.number + 1];
  const leading = next ? (await ordered({ segment, gop: next })).filter(({ isLeading }) => isLeading) : [];
  const lead = leading[shown - own.length];
  if (lead) return lead;
  throw notFound('frame-not-found', 'The GOP has no such frame.');
}

function inOrderOfShowing(init: Uint8Array, gop: Uint8Array, stored: StoredGop) {
  const { presentationTicks } = samplesOfGop(init, gop);
  const [keyframeTicks = 0] = presentationTicks;
  return presentationTicks
    .map((ticks, number) => ({ stored, number, ticks, isLeading: ticks < keyframeTicks }))
    .sort((a, b) => a.ticks - b.ticks);
}
