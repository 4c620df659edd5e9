import { BitReader, unescapeNalUnit } from '../../bitstream/index.ts';
import { AppError } from '../../core/index.ts';

interface Slice {
  readonly firstMacroblock: number;
  /** Predicted from no other picture. */
  readonly isIntra: boolean;
}

/** Slices, and partition A of a slice in three partitions, which holds its header. */
const sliceTypes = new Set([1, 2, 5]);
/** `slice_type` modulo 5 (ITU-T H.264, table 7-6): I and SI. */
const intraTypes = new Set([2, 4]);
/** Two Exp-Golomb codes, with room for emulation prevention. */
const headBytes = 16;

/**
 * Whether these units hold a picture that needs no other one (quirk 27: recovery points do). Of two fields the first decides: the second may be
 * predicted from it. Attacker-controlled: a slice that cannot be read counts as intra, so that the decoder decides.
 */
export function isIntraH264(units: readonly Uint8Array[]): boolean {
  const slices = units.flatMap(readSlice);
  const second = slices.findIndex(({ firstMacroblock }, i) => i > 0 && firstMacroblock === 0);
  return slices.slice(0, second === -1 ? undefined : second).every(({ isIntra }) => isIntra);
}

function readSlice(unit: Uint8Array): Slice[] {
  if (!sliceTypes.has((unit[0] ?? 0) & 0x1f)) return [];
  const reader = new BitReader(unescapeNalUnit(unit.subarray(1, 1 + headBytes)));
  try {
    return [{ firstMacroblock: reader.unsigned(), isIntra: intraTypes.has(reader.unsigned() % 5) }];
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
