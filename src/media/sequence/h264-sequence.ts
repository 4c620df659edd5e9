import { BitReader, unescapeNalUnit } from '../../bitstream/index.ts';
import { readAspect, repeat, type SequenceFacts } from './sequence-facts.ts';

/** Profiles whose SPS tells of chroma and scaling lists (ITU-T H.264, 7.3.2.1.1). */
const highProfiles = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

/** Whether sets of this `profile_idc` tell of chroma and scaling lists. */
export const isHighProfile = (profile: number): boolean => highProfiles.has(profile);

/** Reads a sequence parameter set, a NAL unit of H.264. Attacker-controlled. Errors: `invalid` `media-…`. */
export function h264SequenceFacts(unit: Uint8Array): SequenceFacts {
  const reader = new BitReader(unescapeNalUnit(unit));
  return { ...readH264Sequence(reader), ...readAspect(reader) };
}

/** A sequence parameter set from its NAL unit header up to `vui_parameters_present_flag` (ITU-T H.264, 7.3.2.1.1). */
export function readH264Sequence(reader: BitReader): SequenceFacts {
  reader.skip(8);
  const profile = reader.bits(8);
  reader.skip(16);
  reader.unsigned();
  const chroma = isHighProfile(profile)
    ? readChroma(reader)
    : { chromaFormat: 1, lumaBits: 8, chromaBits: 8 };
  reader.unsigned();
  skipPictureOrder(reader);
  reader.unsigned();
  reader.skip(1);
  return { ...chroma, ...readSize(reader, chroma.chromaFormat) };
}

function readSize(reader: BitReader, chromaFormat: number): Pick<SequenceFacts, 'width' | 'height'> {
  const width = 16 * (reader.unsigned() + 1);
  const mapUnits = reader.unsigned() + 1;
  const fields = reader.flag() ? 1 : 2;
  if (fields === 2) reader.skip(1);
  reader.skip(1);
  const height = 16 * mapUnits * fields;
  if (!reader.flag()) return { width, height };
  const [left, right, top, bottom] = [
    reader.unsigned(),
    reader.unsigned(),
    reader.unsigned(),
    reader.unsigned(),
  ];
  const across = chromaFormat === 1 || chromaFormat === 2 ? 2 : 1;
  const down = fields * (chromaFormat === 1 ? 2 : 1);
  return { width: width - across * (left + right), height: height - down * (top + bottom) };
}

function readChroma(reader: BitReader): Pick<SequenceFacts, 'chromaFormat' | 'lumaBits' | 'chromaBits'> {
  const chromaFormat = reader.unsigned();
  if (chromaFormat === 3) reader.skip(1);
  const [lumaBits, chromaBits] = [8 + reader.unsigned(), 8 + reader.unsigned()];
  reader.skip(1);
  if (reader.flag()) {
    for (let i = 0; i < (chromaFormat === 3 ? 12 : 8); i++)
      if (reader.flag()) skipScalingList(reader, i < 6 ? 16 : 64);
  }
  return { chromaFormat, lumaBits, chromaBits };
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
