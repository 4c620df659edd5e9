import type { Keyframe } from '../../media/index.ts';

/** A frame, and the bytes that decode to it. */
export interface EncodedFrame {
  /** Initialisation section and GOP, one after the other: a file. */
  readonly file: Uint8Array;
  /** When the frame is shown, in ticks of the file. */
  readonly presentationTicks: number;
  /** Coded size, and the shape in which the picture is to be seen. */
  readonly picture: Pick<Keyframe, 'codec' | 'width' | 'height' | 'pixelAspect'>;
}

/**
 * Decodes that very frame to a JPEG in full size with square pixels, or none: never another one. Errors: `invalid`
 * `frame-broken` (it cannot be decoded, or not in time); `unavailable` `decoder-unavailable`.
 */
export type DecodeFrame = (frame: EncodedFrame) => Promise<Uint8Array>;
