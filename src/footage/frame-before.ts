import type { CameraId } from '../core/index.ts';
import { maxSegmentMs } from '../recording/index.ts';
import type { FootageRepository } from './footage-repository.ts';
import { gopBefore, type StoredGop } from './playback.ts';

/** The stored GOP of that camera whose keyframe is the latest at or before the instant. Errors: those of `footage`. */
export async function storedGopBefore(
  footage: Pick<FootageRepository, 'segmentsIn'>,
  cameraId: CameraId,
  instantMs: number,
): Promise<StoredGop | undefined> {
  const range = { fromMs: instantMs - maxSegmentMs, toMs: instantMs + 1 };
  return gopBefore(await footage.segmentsIn(cameraId, range), instantMs);
}
