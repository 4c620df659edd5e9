import { AppError, type CameraId } from '../core/index.ts';
import type { Keyframe, RawImage } from '../media/index.ts';

/** One keyframe, decoded, in the shape in which it is to be seen: the pixels are square. */
export interface GrabbedFrame {
  /** The whole picture, small. */
  readonly tile: RawImage;
  /** The whole picture in full size as JPEG; only on request. */
  readonly jpeg: Uint8Array | undefined;
}

export interface GrabOptions {
  /** Whose picture it is. A camera's pictures wait for one another, and for those of no other camera alone. */
  readonly camera: CameraId;
  /** Whether the full-size JPEG is wanted beside the tile. */
  readonly isStill: boolean;
}

/**
 * Turns keyframes into pictures. The picture is always of the keyframe that was passed in, or there is none.
 * Calls may overlap.
 */
export interface FrameGrabber {
  /**
   * Errors: `invalid` `keyframe-broken` (it cannot be decoded), `keyframe-not-whole` (it is no picture by itself),
   * `picture-late` (the decoder gave nothing in time, and was replaced); `unavailable` `decoder-unavailable`.
   */
  grab(keyframe: Keyframe, options: GrabOptions): Promise<GrabbedFrame>;
  /** Ends every decoder; later calls are `unavailable`. */
  close(): Promise<void>;
}

export const keyframeBroken = (message: string): AppError =>
  new AppError('invalid', 'keyframe-broken', message);

export const keyframeNotWhole = (): AppError =>
  new AppError(
    'invalid',
    'keyframe-not-whole',
    'the keyframe needs earlier pictures: the camera refreshes its picture part by part (intra refresh)',
  );

export const pictureLate = (timeoutMs: number): AppError =>
  new AppError('invalid', 'picture-late', `no picture within ${timeoutMs} ms`);
