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
  return Buffer.concat([moof, box('mdat', sample)]);
}

interface OneSample {
  readonly trackId: number;
  readonly decodeTicks: number;
  readonly durationTicks: number;
  readonly compositionTicks: number;
  readonly sizeBytes: number;
}

const moofBytes = 104;
const boxHeadBytes = 8;
/** `default-base-is-moof` of `tfhd`. */
const baseIsMoof = 0x02_0000;
/** Version 1; data offset, and of the sample its duration, size, flags and composition offset. */
const trunHead = 0x0100_0f01;
/** `sample_depends_on` 2: needs no other one. */
const syncSample = 0x0200_0000;

function headOf({ trackId, decodeTicks, durationTicks, compositionTicks, sizeBytes }: OneSample): Buffer {
  const dataOffsetBytes = moofBytes + boxHeadBytes;
  const track = box(
    'traf',
    box('tfhd', words(baseIsMoof, trackId)),
    box('tfdt', words(0x0100_0000, Math.floor(decodeTicks / 2 ** 32), decodeTicks % 2 ** 32)),
    box('trun', words(trunHead, 1, dataOffsetBytes, durationTicks, sizeBytes, syncSample, compositionTicks)),
  );
  return box('moof', box('mfhd', words(0, 1)), track);
}

function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(boxHeadBytes);
  head.writeUInt32BE(boxHeadBytes + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** Numbers of 32 bits; a negative one as its two's complement. */
function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, 4 * i);
  return bytes;
}
