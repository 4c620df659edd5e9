import { invalid } from '../../core/index.ts';
import { childBoxes, type Mp4Box, requireChild } from './boxes.ts';
import { findTrack, moofAndMdat, readFragment, type TrackHeader } from './fragment.ts';
import type { InitFacts } from './init-section.ts';
import { readSampleRun } from './sample-run.ts';

/** Where a fragment goes in another file. */
export interface FragmentTiming {
  /** When its keyframe is shown, in ticks of the track. */
  readonly presentationTicks: number;
  /** Counts the fragments of the file, from 1. */
  readonly sequence: number;
  /** Another fragment is shown from then on: samples that would be decoded beside it, or shown, are left out. */
  readonly untilTicks?: number;
}

/**
 * A fragment (one `moof` and its `mdat`) with another place in time, in two pieces: sequence number (`mfhd`) and decode time
 * (`tfdt`) are rewritten in a copy of what stands before the `mdat`; the `mdat` is the one given. Nothing is re-encoded, and the
 * length stays. Samples that are left out stay in the `mdat`; in the `trun` a `free` box takes their place.
 *
 * A keyframe whose decode time would be negative is decoded at 0. Errors: those of `readFragment`; `media-number`
 * (invalid) for a time beyond the field; `media-fragment` (invalid) when the bytes are not one fragment.
 */
export function retimeFragment(
  fragment: Uint8Array,
  init: InitFacts,
  { presentationTicks, sequence, untilTicks }: FragmentTiming,
): readonly [head: Uint8Array, media: Uint8Array] {
  const boxes = moofAndMdat(fragment);
  const before = readFragment(fragment, { startBytes: 0, ...boxes }, init);
  const bytes = Uint8Array.from(fragment.subarray(0, boxes.mdat.offsetBytes));
  const { traf, header } = findTrack(bytes, boxes.moof, init);
  const decodeTicks = Math.max(0, presentationTicks - (before.presentationTicks - before.decodeTicks));
  viewOf(bytes, requireChild(bytes, boxes.moof, 'mfhd')).setUint32(4, sequence);
  writeDecodeTime(viewOf(bytes, requireChild(bytes, traf, 'tfdt')), decodeTicks);
  if (untilTicks !== undefined) leaveOut(bytes, traf, { header, decodeTicks, untilTicks });
  return [bytes, fragment.subarray(boxes.mdat.offsetBytes)];
}

/** Over the body of a box. */
const viewOf = (bytes: Uint8Array, box: Mp4Box): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset + box.bodyOffsetBytes, box.endBytes - box.bodyOffsetBytes);

/** `tfdt`, ISO/IEC 14496-12, 8.8.12: 64 bits in version 1, 32 in version 0. */
function writeDecodeTime(tfdt: DataView, decodeTicks: number): void {
  if (tfdt.getUint8(0) === 1) tfdt.setBigUint64(4, BigInt(decodeTicks));
  else if (decodeTicks < 2 ** 32) tfdt.setUint32(4, decodeTicks);
  else throw invalid('media-number', 'a decode time beyond the 32 bits that the fragment has for it');
}

interface Cut {
  readonly header: TrackHeader;
  readonly decodeTicks: number;
  readonly untilTicks: number;
}

/**
 * Shortens the runs of a track to what is decoded, and therefore shown, before the keyframe that is shown at the cut is
 * decoded: with B-frames that is earlier, by no more than a frame here waits to be shown.
 */
function leaveOut(bytes: Uint8Array, traf: Mp4Box, { header, decodeTicks, untilTicks }: Cut): void {
  const runs = [...childBoxes(bytes, traf)]
    .filter(({ type }) => type === 'trun')
    .map((trun) => ({ trun, samples: [...readSampleRun(bytes, trun, header.defaults).samples] }));
  const waits = runs.flatMap(({ samples }) => samples.map(({ compositionTicks }) => compositionTicks));
  const maxTicks = waits.reduce((longest, ticks) => Math.max(longest, ticks), 0);
  let nextTicks = decodeTicks;
  for (const { trun, samples } of runs) {
    const over = samples.findIndex(({ durationTicks }) => {
      const isOver = nextTicks + maxTicks >= untilTicks;
      nextTicks += durationTicks;
      return isOver;
    });
    if (over >= 0) shorten(bytes, trun, over);
  }
}

const boxHeadBytes = 8;

/** Makes a `trun` end after `kept` samples, and what is left of it a `free` box, where there is room for one. */
function shorten(bytes: Uint8Array, trun: Mp4Box, kept: number): void {
  const sizeBytes = trun.endBytes - trun.offsetBytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset + trun.offsetBytes, sizeBytes);
  const flags = view.getUint32(boxHeadBytes);
  const bytesOf = (...fields: number[]) => 4 * fields.filter((flag) => flags & flag).length;
  const rowBytes = bytesOf(0x100, 0x200, 0x400, 0x800);
  const keptBytes = 2 * boxHeadBytes + bytesOf(0x1, 0x4) + kept * rowBytes;
  view.setUint32(boxHeadBytes + 4, kept);
  if (sizeBytes - keptBytes < boxHeadBytes) return;
  view.setUint32(0, keptBytes);
  view.setUint32(keptBytes, sizeBytes - keptBytes);
  view.setUint32(keptBytes + 4, freeType);
}

/** `free`. */
const freeType = 0x6672_6565;
