import { BitReader, unescapeNalUnit } from '../../bitstream/index.ts';
import { AppError } from '../../core/index.ts';

/** Ids lie near the start. */
const headBytes = 64;
/** H.264 and H.265 allow ids up to 255. */
const maxId = 255;

/**
 * Reads an id from the start of a parameter set, after its NAL unit header. `undefined` where the set is
 * truncated or no standard allows the id. Attacker-controlled.
 */
export function readHead(payload: Uint8Array, read: (reader: BitReader) => number): number | undefined {
  try {
    const id = read(new BitReader(unescapeNalUnit(payload.subarray(0, headBytes))));
    return id <= maxId ? id : undefined;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') return undefined;
    throw error;
  }
}
