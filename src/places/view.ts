import { bearingDeg, type CameraPlace, distanceM, isTooNearToTell, type Place } from './place.ts';

/** How a camera looks at a place: `oblique` is near the edge of the picture, or too near to tell. */
export type CameraView = 'facing' | 'oblique' | 'away' | 'unknown';

const usualFieldOfViewDeg = 90;
/** How far bearings entered by hand, and the lens, are off. */
const toleranceDeg = 20;
/** Pixels of a metre across that let a person be noticed (IEC 62676-4, "detect"), in a picture of the usual width. */
const noticed = { pixelsPerM: 25, pictureWidth: 1_920 };
/** Beyond it a wide lens has no width that such a picture could be divided by. */
const widestFlatDeg = 150;

/** How far away a person is still noticed, metres: 38 m with a field of view of 90°, 143 m with one of 30°. */
export function reachM({
  fieldOfViewDeg = usualFieldOfViewDeg,
}: Pick<CameraPlace, 'fieldOfViewDeg'>): number {
  const halfDeg = Math.min(fieldOfViewDeg, widestFlatDeg) / 2;
  return noticed.pictureWidth / noticed.pixelsPerM / (2 * Math.tan((halfDeg * Math.PI) / 180));
}

/** `unknown` without a bearing. Says nothing about how far the camera sees, nor of what stands between. */
export function viewOf(camera: CameraPlace, at: Place): CameraView {
  if (camera.bearingDeg === undefined) return 'unknown';
  if (isTooNearToTell(distanceM(camera, at))) return 'oblique';
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
