import { BitReader, BitWriter, escapeNalUnit, unescapeNalUnit } from '../../bitstream/index.ts';
import { readH264Sequence } from '../sequence/h264-sequence.ts';
import { repeat } from '../sequence/sequence-facts.ts';

const extendedAspectRatio = 255;

/**
 * A sequence parameter set of H.264 that promises pictures in output order (`max_num_reorder_frames = 0`), all else as
 * it was.
 *
 * A decoder holds back as many pictures as the set allows, waiting for earlier ones. Fed single keyframes it would hold
 * back the very picture that was requested and output it at the next one. Throws `AppError` `invalid` when the set
 * cannot be read.
 */
export function withoutH264Reordering(unit: Uint8Array): Uint8Array {
  const rbsp = unescapeNalUnit(unit);
  const reader = new BitReader(rbsp);
  readH264Sequence(reader);
  const copied = reader.offsetBits;
  const writer = new BitWriter();
  if (reader.flag()) {
    skipUsability(reader);
    writer.copy(rbsp, 0, reader.offsetBits);
  } else {
    writer.copy(rbsp, 0, copied).bits(1, 1).bits(0, 8);
  }
  // bitstream_restriction: any motion vector, no limit on sizes, lengths of 2^16, no reordering, a buffer of 16.
  writer.bits(0b11, 2).unsigned(0).unsigned(0).unsigned(16).unsigned(16).unsigned(0).unsigned(16);
  return escapeNalUnit(writer.finish());
}

/** Video usability information (Annex E.1.1) up to `bitstream_restriction_flag`. */
function skipUsability(reader: BitReader): void {
  if (reader.flag() && reader.bits(8) === extendedAspectRatio) reader.skip(32);
  if (reader.flag()) reader.skip(1);
  if (reader.flag()) {
    reader.skip(4);
    if (reader.flag()) reader.skip(24);
  }
  if (reader.flag()) repeat(2, () => reader.unsigned());
  if (reader.flag()) reader.skip(65);
  const hasNalBuffer = skipBufferModel(reader);
  const hasVclBuffer = skipBufferModel(reader);
  if (hasNalBuffer || hasVclBuffer) reader.skip(1);
  reader.skip(1);
}

function skipBufferModel(reader: BitReader): boolean {
  if (!reader.flag()) return false;
  const count = reader.unsigned() + 1;
  reader.skip(8);
  repeat(count, () => {
    reader.unsigned();
    reader.unsigned();
    reader.skip(1);
  });
  reader.skip(20);
  return true;
}
