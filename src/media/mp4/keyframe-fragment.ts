import { boxHeadBytes, mp4Box, words32 } from './box-writer.ts';
import { moofAndMdat, readFragment } from './fragment.ts';
import { readInit } from './init-section.ts';

/**
 * A GOP reduced to its keyframe: one `moof` and `mdat` (ISO/IEC 14496-12, 8.8) with that one sample, shown at its own
 * time until the GOP ends. The bytes of the sample stay as they are. Errors: `invalid` with a code `media-…`.
 */
export function keyframeFragment(init: Uint8Array, gop: Uint8Array): Uint8Array {
  const facts = readInit(init);
  const boxes = moofAndMdat(gop);
  const { keyframe, decodeTicks, presentationTicks, presentationEndTicks } = readFragment(
    gop,
    { startBytes: 0, ...boxes },
    facts,
  );
  const sample = gop.subarray(keyframe.offsetBytes, keyframe.offsetBytes + keyframe.sizeBytes);
  const moof = headOf({
    trackId: facts.track.trackId,
    decodeTicks,
    durationTicks: presentationEndTicks - presentationTicks,
    compositionTicks: presentationTicks - decodeTicks,
    sizeBytes: sample.length,
  });
  return Buffer.concat([moof, mp4Box('mdat', sample)]);
}

interface OneSample {
  readonly trackId: number;
  readonly decodeTicks: number;
  readonly durationTicks: number;
  readonly compositionTicks: number;
  readonly sizeBytes: number;
}

const moofBytes = 104;
/** `default-base-is-moof` of `tfhd`. */
const baseIsMoof = 0x02_0000;
/** Version 1; data offset, and of the sample its duration, size, flags and composition offset. */
const trunHead = 0x0100_0f01;
/** `sample_depends_on` 2: needs no other one. */
const syncSample = 0x0200_0000;

function headOf({ trackId, decodeTicks, durationTicks, compositionTicks, sizeBytes }: OneSample): Buffer {
  const dataOffsetBytes = moofBytes + boxHeadBytes;
  const track = mp4Box(
    'traf',
    mp4Box('tfhd', words32(baseIsMoof, trackId)),
    mp4Box('tfdt', words32(0x0100_0000, Math.floor(decodeTicks / 2 ** 32), decodeTicks % 2 ** 32)),
    mp4Box(
      'trun',
      words32(trunHead, 1, dataOffsetBytes, durationTicks, sizeBytes, syncSample, compositionTicks),
    ),
  );
  return mp4Box('moof', mp4Box('mfhd', words32(0, 1)), track);
}
