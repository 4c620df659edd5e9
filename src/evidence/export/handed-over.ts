import { intersect, subtractAll } from '../../core/index.ts';
import { type CameraFacts, isKeptOut, type MissingStretch, type OriginalFacts } from '../papers/facts.ts';

/** Cameras as the bundle has them: footage that was recorded but is in no original counts as missing, like a gap. */
export const handedOver = (
  cameras: readonly CameraFacts[],
  originals: readonly OriginalFacts[],
): CameraFacts[] =>
  cameras.map((camera) => {
    const own = originals.filter(({ cameraId }) => cameraId === camera.id);
    const there = own.filter((original) => !isKeptOut(original));
    const lost = own
      .filter(isKeptOut)
      .flatMap(({ fault: reason, ...original }): MissingStretch[] =>
        subtractAll(intersect(original, camera.scope), there).map((range) => ({ ...range, reason })),
      );
    return {
      ...camera,
      recorded: camera.recorded.flatMap((span) => subtractAll(span, lost)),
      missing: [...camera.missing, ...lost].sort((a, b) => a.fromMs - b.fromMs),
    };
  });
