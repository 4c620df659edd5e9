import type { ByteRange } from '../../core/index.ts';
import { invalid } from '../../core/index.ts';
import { boxBody, boxesIn, childBoxes, type Mp4Box, requireChild } from './boxes.ts';
import type { InitFacts, SampleDefaults } from './init-section.ts';
import { readSampleRun, type Sample } from './sample-run.ts';

/**
 * One GOP as it lies in the file: a `moof` and its `mdat`, and any boxes that stand before them (`styp`, `sidx`,
 * `prft`), so that the fragments of a file touch. Times are ticks of the track's timescale.
 */
export interface Fragment extends ByteRange {
  readonly decodeTicks: number;
  /** When its sync sample is shown. Frames that lead it (open GOPs) may be shown earlier. */
  readonly presentationTicks: number;
  /** When its last shown frame ends. */
  readonly presentationEndTicks: number;
  readonly sampleCount: number;
  /** Bytes before the samples: `moof` and the header of `mdat`. The body of `mdat`, to the end, is the payload. */
  readonly headBytes: number;
  /** The sync sample in the file: NAL units, each after its length. */
  readonly keyframe: ByteRange;
}

export interface FragmentBoxes {
  readonly startBytes: number;
  readonly moof: Mp4Box;
  readonly mdat: Mp4Box;
}

/** A GOP of more than this is not a video stream: about an hour of 25 frames a second without a keyframe. */
const maxSamples = 100_000;

/** Sums over the samples read so far. */
interface Tally {
  nextBytes: number;
  nextTicks: number;
  sampleCount: number;
  endTicks: number;
  keyframe: ByteRange | undefined;
  presentationTicks: number;
}

/**
 * Reads one fragment. Attacker-controlled: an `AppError` `invalid` when it has no track of ours, does not start
 * with a sync sample, or claims sample bytes outside its `mdat`.
 */
export function readFragment(bytes: Uint8Array, boxes: FragmentBoxes, init: InitFacts): Fragment {
  const { traf, header } = findTrack(bytes, boxes.moof, init);
  const decodeTicks = readDecodeTime(bytes, requireChild(bytes, traf, 'tfdt'));
  const tally = emptyTally(decodeTicks);
  for (const trun of childBoxes(bytes, traf)) {
    if (trun.type === 'trun')
      addRun(tally, readSampleRun(bytes, trun, header.defaults), header.baseBytes, boxes.mdat);
  }
  if (!tally.keyframe)
    throw invalid('media-no-keyframe', 'a fragment that does not start with a sync sample');
  return {
    offsetBytes: boxes.startBytes,
    sizeBytes: boxes.mdat.endBytes - boxes.startBytes,
    decodeTicks,
    presentationTicks: tally.presentationTicks,
    presentationEndTicks: tally.endTicks,
    sampleCount: tally.sampleCount,
    headBytes: boxes.mdat.bodyOffsetBytes - boxes.startBytes,
    keyframe: tally.keyframe,
  };
}

/** The boxes of bytes that are one fragment and no more. Errors: `media-fragment` (invalid). */
export function moofAndMdat(bytes: Uint8Array): { readonly moof: Mp4Box; readonly mdat: Mp4Box } {
  const whole = [...boxesIn(bytes)].filter((box) => box.isWhole);
  const moof = whole.find((box) => box.type === 'moof');
  const mdat = whole.find((box) => box.type === 'mdat');
  if (moof && mdat && moof.endBytes === mdat.offsetBytes) return { moof, mdat };
  throw invalid('media-fragment', 'not one fragment');
}

/** The `traf` of the video track and what its header says. Errors: `media-box-missing` (invalid). */
export function findTrack(
  bytes: Uint8Array,
  moof: Mp4Box,
  init: InitFacts,
): { readonly traf: Mp4Box; readonly header: TrackHeader } {
  for (const traf of childBoxes(bytes, moof)) {
    if (traf.type !== 'traf' || !traf.isWhole) continue;
    const header = readTrackHeader(bytes, requireChild(bytes, traf, 'tfhd'), moof, init.defaults);
    if (header.trackId === init.track.trackId) return { traf, header };
  }
  throw invalid('media-box-missing', 'no traf box for the video track');
}

export interface TrackHeader {
  readonly trackId: number;
  /** Base of the data offsets. */
  readonly baseBytes: number;
  readonly defaults: SampleDefaults;
}

/** `tfhd`, ISO/IEC 14496-12, 8.8.7. Without a base offset the base is the `moof`, flagged so or not: one track. */
function readTrackHeader(
  bytes: Uint8Array,
  tfhd: Mp4Box,
  moof: Mp4Box,
  defaults: SampleDefaults,
): TrackHeader {
  const body = boxBody(bytes, tfhd);
  const flags = body.u32();
  const trackId = body.u32();
  const baseBytes = flags & 0x1 ? body.u64() : moof.offsetBytes;
  if (flags & 0x2) body.skip(4);
  return {
    trackId,
    baseBytes,
    defaults: {
      durationTicks: flags & 0x8 ? body.u32() : defaults.durationTicks,
      sizeBytes: flags & 0x10 ? body.u32() : defaults.sizeBytes,
      flags: flags & 0x20 ? body.u32() : defaults.flags,
    },
  };
}

function readDecodeTime(bytes: Uint8Array, tfdt: Mp4Box): number {
  const body = boxBody(bytes, tfdt);
  return body.u32() >>> 24 === 0 ? body.u32() : body.u64();
}

const emptyTally = (decodeTicks: number): Tally => ({
  nextBytes: 0,
  nextTicks: decodeTicks,
  sampleCount: 0,
  endTicks: decodeTicks,
  keyframe: undefined,
  presentationTicks: decodeTicks,
});

function addRun(tally: Tally, run: ReturnType<typeof readSampleRun>, baseBytes: number, mdat: Mp4Box): void {
  if (run.dataOffsetBytes !== undefined) tally.nextBytes = baseBytes + run.dataOffsetBytes;
  else if (tally.sampleCount === 0) tally.nextBytes = mdat.bodyOffsetBytes;
  for (const sample of run.samples) {
    if (tally.nextBytes < mdat.bodyOffsetBytes || tally.nextBytes + sample.sizeBytes > mdat.endBytes) {
      throw invalid('media-sample-outside', 'a sample outside the data of its fragment');
    }
    addSample(tally, sample);
  }
}

function addSample(tally: Tally, sample: Sample): void {
  const shownTicks = tally.nextTicks + sample.compositionTicks;
  if (tally.sampleCount === 0 && sample.isSync) {
    tally.keyframe = { offsetBytes: tally.nextBytes, sizeBytes: sample.sizeBytes };
    tally.presentationTicks = shownTicks;
  }
  tally.sampleCount += 1;
  if (tally.sampleCount > maxSamples)
    throw invalid('media-too-many-samples', 'a fragment of too many samples');
  tally.endTicks = Math.max(tally.endTicks, shownTicks + sample.durationTicks);
  tally.nextBytes += sample.sizeBytes;
  tally.nextTicks += sample.durationTicks;
}
