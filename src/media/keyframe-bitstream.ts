import { invalid } from '../core/index.ts';
import { ByteReader } from './byte-reader.ts';
import type { Fragment } from './fragment.ts';
import type { DecoderConfiguration, VideoCodec, VideoTrack } from './video-track.ts';

/** One keyframe as a decoder wants it: Annex B of ITU-T H.264 / H.265, parameter sets first, nothing after it. */
export interface Keyframe {
  readonly codec: VideoCodec;
  readonly bitstream: Uint8Array;
  /** Pixels, as the track declares them. */
  readonly width: number;
  readonly height: number;
}

const startCode = Uint8Array.of(0, 0, 0, 1);

/**
 * The keyframe of a fragment, out of the bytes of its file. Attacker-controlled: lengths that do not add up to the
 * sample are an `AppError` `invalid` / `media-nal-unit`.
 */
export function keyframeOf(bytes: Uint8Array, track: VideoTrack, fragment: Fragment): Keyframe {
  const { offsetBytes, sizeBytes } = fragment.keyframe;
  const sample = bytes.subarray(offsetBytes, offsetBytes + sizeBytes);
  const units = [...track.parameterSets, ...nalUnitsOf(sample, track)];
  const { codec, width, height } = track;
  return { codec, width, height, bitstream: Buffer.concat(units.flatMap((unit) => [startCode, unit])) };
}

function nalUnitsOf(sample: Uint8Array, configuration: DecoderConfiguration): Uint8Array[] {
  const reader = new ByteReader(sample);
  const units: Uint8Array[] = [];
  while (reader.remainingBytes > 0) {
    const lengthBytes = readLength(reader, configuration.nalLengthBytes);
    if (lengthBytes > reader.remainingBytes)
      throw invalid('media-nal-unit', 'a NAL unit longer than its sample');
    const unit = reader.take(lengthBytes);
    if (!isDelimiter(unit, configuration.codec)) units.push(unit);
  }
  return units;
}

function readLength(reader: ByteReader, fieldBytes: number): number {
  if (fieldBytes === 4) return reader.u32();
  return fieldBytes === 2 ? reader.u16() : reader.u8();
}

/** An access unit delimiter would have to stand before the parameter sets; an empty unit is nothing. */
function isDelimiter(unit: Uint8Array, codec: VideoCodec): boolean {
  const [header] = unit;
  if (header === undefined) return true;
  return codec === 'h264' ? (header & 0x1f) === 9 : ((header >> 1) & 0x3f) === 35;
}
