/** A GOP as H.264, derived from an original in H.265: its frames at their times, smaller where the original is large. Never evidence. */
export interface GopCopy {
  readonly init: Uint8Array;
  /** One `moof` and its `mdat`. */
  readonly fragment: Uint8Array;
  /** Name of the encoder that made it. */
  readonly encoder: string;
}

/** The input of an encoder: a file of one GOP, or of two where frames that lead the second are shown before its keyframe. */
export interface CopySource {
  readonly bytes: Uint8Array;
  /** Ticks in a second. */
  readonly timescale: number;
  /** Frames shown from then on are wanted, ticks. */
  readonly fromTicks: number;
  /** Frames shown from then on belong to the next GOP, ticks. */
  readonly untilTicks: number | undefined;
}

/**
 * Decodes H.265 and encodes H.264. The bytes are attacker-controlled. Errors: `copy-failed` (not-found) where they do not decode, or
 * take too long or too much; `copy-encoder-missing`, `program-not-started` (unavailable).
 */
export type EncodeCopy = (source: CopySource) => Promise<GopCopy>;

/** How a copy is named in a playlist before it is made: High profile, level 4 (RFC 6381). */
export const copyCodec = 'avc1.640028';
export const copyMaxBitsPerSecond = 4_000_000;

/** The longest answer, with room for what seals it. */
export const maxCopyBytes = 8 * 2 ** 20;
