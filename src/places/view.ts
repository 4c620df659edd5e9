import { bearingDeg, type CameraPlace, distanceM, type Place } from './place.ts';

/** How a camera looks at a place: `oblique` is near the edge of the picture, or too near to tell. */
export type CameraView = 'facing' | 'oblique' | 'away' | 'unknown';

const usualFieldOfViewDeg = 90;
/** How far bearings entered by hand, and the lens, are off. */
const toleranceDeg = 20;
/** Nearer than the precision of a pin on a map, a direction means nothing. */
const tooNearM = 5;

/** `unknown` without a bearing. Says nothing about how far the camera sees, nor of what stands between. */
export function viewOf(camera: CameraPlace, at: Place): CameraView {
  if (camera.bearingDeg === undefined) return 'unknown';
  if (distanceM(camera, at) < tooNearM) return 'oblique';
  const offDeg = angleBetweenDeg(camera.bearingDeg, bearingDeg(camera, at));
  const halfDeg = (camera.fieldOfViewDeg ?? usualFieldOfViewDeg) / 2;
  if (offDeg <= halfDeg) return 'facing';
  return offDeg <= halfDeg + toleranceDeg ? 'oblique' : 'away';
}

/** The smaller angle between two bearings, `[0, 180]`. */
export function angleBetweenDeg(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return turn > 180 ? 360 - turn : turn;
}
