import type { ByteRange } from '../../core/index.ts';
import type { FrameGrabber, GrabbedFrame } from '../../ingest/index.ts';
import { keyframeOfGop, shapedAs } from '../../media/index.ts';
import type { StoredSegment } from '../footage-repository.ts';
import type { StoredGop } from '../playback.ts';

/** What a picture of stored footage is made with. */
export interface FrameSources {
  readonly grabber: FrameGrabber;
  /** As `CheckedFootage.part`. */
  readonly part: (segment: StoredSegment, range: ByteRange) => Promise<Uint8Array>;
}

/** The keyframe of a stored GOP, in the shape of its camera. Errors: those of `part` and of `FrameGrabber.grab`. */
export async function frameOfGop(
  { grabber, part }: FrameSources,
  { segment, gop }: StoredGop,
  isStill: boolean,
): Promise<GrabbedFrame> {
  const [init, bytes] = await Promise.all([part(segment, initOf(segment)), part(segment, gop)]);
  const { cameraId, displayAspect } = segment;
  const keyframe = shapedAs(keyframeOfGop(init, bytes), displayAspect);
  return grabber.grab(keyframe, { camera: cameraId, isStill });
}

/** Where the initialisation section of a segment lies. */
export const initOf = ({ initBytes }: StoredSegment): ByteRange => ({ offsetBytes: 0, sizeBytes: initBytes });
