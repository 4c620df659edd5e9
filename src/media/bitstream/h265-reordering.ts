import { BitReader, BitWriter, escapeNalUnit, unescapeNalUnit } from '../../bitstream/index.ts';
import { invalid } from '../../core/index.ts';
import { readH265Picture } from '../sequence/h265-sequence.ts';

/**
 * A sequence parameter set of H.265 that promises pictures in output order (`sps_max_num_reorder_pics = 0`), all else
 * as it was; why, see `withoutH264Reordering`. Syntax: ITU-T H.265, 7.3.2.2.1. Throws `AppError` `invalid` when the
 * set cannot be read.
 */
export function withoutH265Reordering(unit: Uint8Array): Uint8Array {
  const rbsp = unescapeNalUnit(unit);
  const reader = new BitReader(rbsp);
  const { subLayers } = readH265Picture(reader);
  const layerCount = reader.flag() ? subLayers + 1 : 1;
  const writer = new BitWriter().copy(rbsp, 0, reader.offsetBits);
  for (let i = 0; i < layerCount; i++) {
    writer.unsigned(reader.unsigned()).unsigned(0).unsigned(0);
    reader.unsigned();
    reader.unsigned();
  }
  return escapeNalUnit(writer.copy(rbsp, reader.offsetBits, contentBits(rbsp)).finish());
}

/** How many bits come before `rbsp_trailing_bits`. */
function contentBits(rbsp: Uint8Array): number {
  for (let i = rbsp.length - 1; i >= 0; i--) {
    const byte = rbsp[i] ?? 0;
    if (byte !== 0) return i * 8 + 7 - Math.log2(byte & -byte);
  }
  throw invalid('media-truncated', 'a parameter set of zeros');
}
