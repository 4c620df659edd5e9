import type { BitReader } from '../../bitstream/index.ts';
import { invalid } from '../../core/index.ts';

/** The pictures of a stream, as its sequence parameter set describes them. */
export interface SequenceFacts {
  /** Pixels that are shown. */
  readonly width: number;
  readonly height: number;
  /** `chroma_format_idc`: 0 is without colours, 1 is 4:2:0, 2 is 4:2:2, 3 is 4:4:4. */
  readonly chromaFormat: number;
  readonly lumaBits: number;
  readonly chromaBits: number;
  /** Width and height of a pixel, as a ratio; absent where the set does not tell. */
  readonly aspect?: readonly [number, number];
}

/** `aspect_ratio_idc` from 1 on (ITU-T H.264, table E-1; H.265, table E.1). */
const aspects: readonly (readonly [number, number])[] = [
  [1, 1],
  [12, 11],
  [10, 11],
  [16, 11],
  [40, 33],
  [24, 11],
  [20, 11],
  [32, 11],
  [80, 33],
  [18, 11],
  [15, 11],
  [64, 33],
  [160, 99],
  [4, 3],
  [3, 2],
  [2, 1],
];
const extended = 255;

/** From `vui_parameters_present_flag` to the shape of a pixel. Attacker-controlled. */
export function readAspect(reader: BitReader): Pick<SequenceFacts, 'aspect'> {
  if (!reader.flag() || !reader.flag()) return {};
  const index = reader.bits(8);
  const aspect = index === extended ? ([reader.bits(16), reader.bits(16)] as const) : aspects[index - 1];
  return aspect && aspect[0] > 0 && aspect[1] > 0 ? { aspect } : {};
}

/** No list in a parameter set is longer than 256; the count is attacker-controlled. */
export function repeat(count: number, read: () => void): void {
  if (count > 256) throw invalid('media-number', `a list of ${count} in a parameter set`);
  for (let i = 0; i < count; i++) read();
}
