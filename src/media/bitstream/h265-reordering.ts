import { BitReader, BitWriter, escapeNalUnit, unescapeNalUnit } from '../../bitstream/index.ts';
import { invalid } from '../../core/index.ts';

/**
 * A sequence parameter set of H.265 that promises pictures in output order (`sps_max_num_reorder_pics = 0`), all else
 * as it was; why, see `withoutH264Reordering`. Syntax: ITU-T H.265, 7.3.2.2.1. Throws `AppError` `invalid` when the
 * set cannot be read.
 */
export function withoutH265Reordering(unit: Uint8Array): Uint8Array {
  const rbsp = unescapeNalUnit(unit);
  const reader = new BitReader(rbsp);
  reader.skip(16 + 4);
  const subLayers = reader.bits(3);
  reader.skip(1);
  skipProfile(reader, subLayers);
  skipToOrdering(reader);
  const layerCount = reader.flag() ? subLayers + 1 : 1;
  const writer = new BitWriter().copy(rbsp, 0, reader.offsetBits);
  for (let i = 0; i < layerCount; i++) {
    writer.unsigned(reader.unsigned()).unsigned(0).unsigned(0);
    reader.unsigned();
    reader.unsigned();
  }
  return escapeNalUnit(writer.copy(rbsp, reader.offsetBits, contentBits(rbsp)).finish());
}

/** `profile_tier_level` (7.3.3): 12 bytes, then what each sub-layer has of its own. */
function skipProfile(reader: BitReader, subLayers: number): void {
  reader.skip(96);
  const layers = Array.from({ length: subLayers }, () => ({ profile: reader.flag(), level: reader.flag() }));
  if (subLayers > 0) reader.skip(2 * (8 - subLayers));
  for (const layer of layers) reader.skip((layer.profile ? 88 : 0) + (layer.level ? 8 : 0));
}

/** Everything up to `sps_sub_layer_ordering_info_present_flag`. */
function skipToOrdering(reader: BitReader): void {
  reader.unsigned();
  if (reader.unsigned() === 3) reader.skip(1);
  reader.unsigned();
  reader.unsigned();
  if (reader.flag()) for (let i = 0; i < 4; i++) reader.unsigned();
  for (let i = 0; i < 3; i++) reader.unsigned();
}

/** How many bits come before `rbsp_trailing_bits`. */
function contentBits(rbsp: Uint8Array): number {
  for (let i = rbsp.length - 1; i >= 0; i--) {
    const byte = rbsp[i] ?? 0;
    if (byte !== 0) return i * 8 + 7 - Math.log2(byte & -byte);
  }
  throw invalid('media-truncated', 'a parameter set of zeros');
}
