import { AppError, invalid } from '../../core/index.ts';
import { ByteReader } from '../mp4/byte-reader.ts';
import type { Fragment } from '../mp4/fragment.ts';
import type { DecoderConfiguration, VideoCodec, VideoTrack } from '../mp4/video-track.ts';
import { withoutH264Reordering } from './h264-reordering.ts';
import { isIntraH264 } from './h264-slice.ts';
import { withoutH265Reordering } from './h265-reordering.ts';

/**
 * One keyframe as a decoder wants it: Annex B of ITU-T H.264 / H.265, parameter sets first, nothing after it. The
 * sequence parameter sets promise no reordering, so that the decoder hands its picture out at once.
 */
export interface Keyframe {
  readonly codec: VideoCodec;
  readonly bitstream: Uint8Array;
  /**
   * Whether a decoder forgets all earlier pictures at this one (IDR; in H.265 any IRAP). One that it does not, the
   * recovery point of an open GOP in H.264, only decodes cleanly in a decoder that has seen nothing.
   */
  readonly isReset: boolean;
  /**
   * Whether it is a picture by itself. A camera with intra refresh marks recovery points that are not: each repairs a
   * part of the picture, and the picture is whole only some frames later. A decoder gives nothing for one of them.
   */
  readonly isWhole: boolean;
  /** Pixels, as the track declares them. */
  readonly width: number;
  readonly height: number;
  /** Width of a pixel divided by its height. */
  readonly pixelAspect: number;
}

/** The keyframe in the shape that somebody knows its picture to have: width divided by height. */
export const shapedAs = (keyframe: Keyframe, aspect: number | undefined): Keyframe =>
  aspect === undefined ? keyframe : { ...keyframe, pixelAspect: (aspect * keyframe.height) / keyframe.width };

const startCode = Uint8Array.of(0, 0, 0, 1);

interface Coding {
  readonly typeOf: (header: number) => number;
  readonly sequenceParameterSet: number;
  readonly delimiter: number;
  readonly isReset: (type: number) => boolean;
  /** Whether the units hold a picture that needs no other one. */
  readonly isIntra: (units: readonly Uint8Array[]) => boolean;
  /** Units that reset a decoder, where the keyframe alone does not. */
  readonly before: readonly Uint8Array[];
  readonly withoutReordering: (unit: Uint8Array) => Uint8Array;
}

const codings: Record<VideoCodec, Coding> = {
  h264: {
    typeOf: (header) => header & 0x1f,
    sequenceParameterSet: 7,
    delimiter: 9,
    isReset: (type) => type === 5,
    isIntra: isIntraH264,
    before: [],
    withoutReordering: withoutH264Reordering,
  },
  h265: {
    typeOf: (header) => (header >> 1) & 0x3f,
    sequenceParameterSet: 33,
    delimiter: 35,
    isReset: (type) => type >= 16 && type <= 21,
    // ffmpeg marks only IRAP pictures as sync samples.
    isIntra: () => true,
    // An end of sequence: after it a CRA is a beginning, not a picture among those of another camera.
    before: [Uint8Array.of(36 << 1, 1)],
    withoutReordering: withoutH265Reordering,
  },
};

/**
 * The keyframe of a fragment, out of the bytes of its file. Attacker-controlled: lengths that do not add up to the
 * sample are an `AppError` `invalid` / `media-nal-unit`.
 */
export function keyframeOf(
  bytes: Uint8Array,
  track: VideoTrack,
  fragment: Pick<Fragment, 'keyframe'>,
): Keyframe {
  const { offsetBytes, sizeBytes } = fragment.keyframe;
  const sample = bytes.subarray(offsetBytes, offsetBytes + sizeBytes);
  const { codec, width, height, pixelAspect } = track;
  const coding = codings[codec];
  const units = [...coding.before, ...track.parameterSets, ...nalUnitsOf(sample, track)].filter(
    (unit) => unit.length > 0,
  );
  const decodable = units.flatMap((unit) => forDecoder(unit, coding));
  return {
    codec,
    width,
    height,
    pixelAspect,
    bitstream: Buffer.concat(decodable.flatMap((unit) => [startCode, unit])),
    isReset: units.some((unit) => coding.isReset(typeOf(unit, coding))),
    isWhole: coding.isIntra(units),
  };
}

const typeOf = (unit: Uint8Array, coding: Coding): number => coding.typeOf(unit[0] ?? 0);

function nalUnitsOf(sample: Uint8Array, { nalLengthBytes }: DecoderConfiguration): Uint8Array[] {
  const reader = new ByteReader(sample);
  const units: Uint8Array[] = [];
  while (reader.remainingBytes > 0) {
    const lengthBytes = readLength(reader, nalLengthBytes);
    if (lengthBytes > reader.remainingBytes)
      throw invalid('media-nal-unit', 'a NAL unit longer than its sample');
    units.push(reader.take(lengthBytes));
  }
  return units;
}

function readLength(reader: ByteReader, fieldBytes: number): number {
  if (fieldBytes === 4) return reader.u32();
  return fieldBytes === 2 ? reader.u16() : reader.u8();
}

/** Nothing for a delimiter, which would have to stand before the parameter sets. */
function forDecoder(unit: Uint8Array, coding: Coding): Uint8Array[] {
  const type = typeOf(unit, coding);
  if (type === coding.delimiter) return [];
  return [type === coding.sequenceParameterSet ? orUnchanged(unit, coding.withoutReordering) : unit];
}

/** A parameter set we cannot read goes to the decoder as it is: it has the last word. */
function orUnchanged(unit: Uint8Array, change: (unit: Uint8Array) => Uint8Array): Uint8Array {
  try {
    return change(unit);
  } catch (error) {
    if (error instanceof AppError) return unit;
    throw error;
  }
}
