import type { Keyframe, RawImage } from '../media/index.ts';

/** One keyframe, decoded. */
export interface GrabbedFrame {
  /** The whole picture, small. */
  readonly tile: RawImage;
  /** The whole picture in full size as JPEG; only on request. */
  readonly jpeg: Uint8Array | undefined;
}

export interface GrabOptions {
  /** Whether the full-size JPEG is wanted beside the tile. */
  readonly isStill: boolean;
}

/**
 * Turns keyframes into pictures. The picture is always of the keyframe that was handed in, or there is none: a keyframe
 * that cannot be decoded is an `AppError` `invalid` / `keyframe-broken`, a decoder that cannot run `unavailable` /
 * `decoder-unavailable`. Calls may overlap.
 */
export interface FrameGrabber {
  grab(keyframe: Keyframe, options: GrabOptions): Promise<GrabbedFrame>;
  /** Ends every decoder; later calls are `unavailable`. */
  close(): Promise<void>;
}
