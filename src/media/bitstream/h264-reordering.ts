import { BitReader, BitWriter, escapeNalUnit, unescapeNalUnit } from '../../bitstream/index.ts';
import { invalid } from '../../core/index.ts';

/** Profiles whose SPS tells of chroma and scaling lists (ITU-T H.264, 7.3.2.1.1). */
const highProfiles = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
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
  reader.skip(8);
  skipToUsability(reader);
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

/** Everything up to `vui_parameters_present_flag`. */
function skipToUsability(reader: BitReader): void {
  const profile = reader.bits(8);
  reader.skip(16);
  reader.unsigned();
  if (highProfiles.has(profile)) skipChroma(reader);
  reader.unsigned();
  skipPictureOrder(reader);
  reader.unsigned();
  reader.skip(1);
  reader.unsigned();
  reader.unsigned();
  if (!reader.flag()) reader.skip(1);
  reader.skip(1);
  if (reader.flag()) repeat(4, () => reader.unsigned());
}

function skipChroma(reader: BitReader): void {
  const chroma = reader.unsigned();
  if (chroma === 3) reader.skip(1);
  reader.unsigned();
  reader.unsigned();
  reader.skip(1);
  if (!reader.flag()) return;
  for (let i = 0; i < (chroma === 3 ? 12 : 8); i++) {
    if (reader.flag()) skipScalingList(reader, i < 6 ? 16 : 64);
  }
}

function skipScalingList(reader: BitReader, size: number): void {
  let last = 8;
  let next = 8;
  for (let i = 0; i < size; i++) {
    if (next !== 0) next = (last + reader.signed() + 256) & 0xff;
    if (next !== 0) last = next;
  }
}

function skipPictureOrder(reader: BitReader): void {
  const type = reader.unsigned();
  if (type === 0) reader.unsigned();
  if (type !== 1) return;
  reader.skip(1);
  reader.signed();
  reader.signed();
  repeat(reader.unsigned(), () => reader.signed());
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

/** No list in a parameter set is longer than 256; the count is attacker-controlled. */
function repeat(count: number, read: () => void): void {
  if (count > 256) throw invalid('media-number', `a list of ${count} in a parameter set`);
  for (let i = 0; i < count; i++) read();
}
