import { BitReader, unescapeNalUnit } from '../../bitstream/index.ts';
import { readAspect, repeat, type SequenceFacts } from './sequence-facts.ts';

/** Reads a sequence parameter set, a NAL unit of H.265. Attacker-controlled. Errors: `invalid` `media-…`. */
export function h265SequenceFacts(unit: Uint8Array): SequenceFacts {
  const reader = new BitReader(unescapeNalUnit(unit));
  const { subLayers, pictureOrderBits, ...facts } = readH265Picture(reader);
  skipToUsability(reader, subLayers, pictureOrderBits);
  return { ...facts, ...readAspect(reader) };
}

/** A set up to `sps_sub_layer_ordering_info_present_flag` (ITU-T H.265, 7.3.2.2.1). */
interface H265Picture extends SequenceFacts {
  /** `sps_max_sub_layers_minus1`. */
  readonly subLayers: number;
  readonly pictureOrderBits: number;
}

/** Reads a sequence parameter set from its NAL unit header up to `sps_sub_layer_ordering_info_present_flag`. */
export function readH265Picture(reader: BitReader): H265Picture {
  reader.skip(16 + 4);
  const subLayers = reader.bits(3);
  reader.skip(1);
  skipProfile(reader, subLayers);
  reader.unsigned();
  const chromaFormat = reader.unsigned();
  if (chromaFormat === 3) reader.skip(1);
  const size = readSize(reader, chromaFormat);
  const [lumaBits, chromaBits] = [8 + reader.unsigned(), 8 + reader.unsigned()];
  const pictureOrderBits = reader.unsigned() + 4;
  return { ...size, chromaFormat, lumaBits, chromaBits, subLayers, pictureOrderBits };
}

/** `profile_tier_level` (7.3.3): 12 bytes, then what each sub-layer has of its own. */
function skipProfile(reader: BitReader, subLayers: number): void {
  reader.skip(96);
  const layers = Array.from({ length: subLayers }, () => ({ profile: reader.flag(), level: reader.flag() }));
  if (subLayers > 0) reader.skip(2 * (8 - subLayers));
  for (const layer of layers) reader.skip((layer.profile ? 88 : 0) + (layer.level ? 8 : 0));
}

function readSize(reader: BitReader, chromaFormat: number): Pick<SequenceFacts, 'width' | 'height'> {
  const [width, height] = [reader.unsigned(), reader.unsigned()];
  if (!reader.flag()) return { width, height };
  const [left, right, top, bottom] = [
    reader.unsigned(),
    reader.unsigned(),
    reader.unsigned(),
    reader.unsigned(),
  ];
  const across = chromaFormat === 1 || chromaFormat === 2 ? 2 : 1;
  const down = chromaFormat === 1 ? 2 : 1;
  return { width: width - across * (left + right), height: height - down * (top + bottom) };
}

/** From `sps_sub_layer_ordering_info_present_flag` up to `vui_parameters_present_flag`. */
function skipToUsability(reader: BitReader, subLayers: number, pictureOrderBits: number): void {
  repeat(3 * (reader.flag() ? subLayers + 1 : 1), () => reader.unsigned());
  repeat(6, () => reader.unsigned());
  if (reader.flag() && reader.flag()) skipScalingLists(reader);
  reader.skip(2);
  if (reader.flag()) {
    reader.skip(8);
    repeat(2, () => reader.unsigned());
    reader.skip(1);
  }
  let deltas: number | undefined;
  repeat(reader.unsigned(), () => {
    deltas = skipReferenceSet(reader, deltas);
  });
  if (reader.flag()) repeat(reader.unsigned(), () => reader.skip(pictureOrderBits + 1));
  reader.skip(2);
}

/** `scaling_list_data` (7.3.4). */
function skipScalingLists(reader: BitReader): void {
  for (let sizeId = 0; sizeId < 4; sizeId++) {
    for (let matrix = 0; matrix < (sizeId === 3 ? 2 : 6); matrix++) {
      if (!reader.flag()) reader.unsigned();
      else repeat(Math.min(64, 16 << (2 * sizeId)) + (sizeId > 1 ? 1 : 0), () => reader.signed());
    }
  }
}

/** `st_ref_pic_set` (7.3.7) after one of `before` pictures, if any. Answers how many pictures it has. */
function skipReferenceSet(reader: BitReader, before: number | undefined): number {
  if (before !== undefined && reader.flag()) {
    reader.skip(1);
    reader.unsigned();
    let deltas = 0;
    repeat(before + 1, () => {
      if (reader.flag() || reader.flag()) deltas += 1;
    });
    return deltas;
  }
  const deltas = reader.unsigned() + reader.unsigned();
  repeat(deltas, () => {
    reader.unsigned();
    reader.skip(1);
  });
  return deltas;
}
