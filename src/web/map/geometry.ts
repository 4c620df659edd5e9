import type { CameraPlace, Point } from '../api/shapes.ts';

const metresPerDegree = 111_320;
const usualFieldOfViewDeg = 90;

/** The point so many metres away in a direction; good to a few centimetres within a ward. */
export function pointAt({ lat, lon }: Point, bearingDeg: number, distanceM: number): Point {
  const radians = (bearingDeg * Math.PI) / 180;
  const north = (distanceM * Math.cos(radians)) / metresPerDegree;
  const east = (distanceM * Math.sin(radians)) / (metresPerDegree * Math.cos((lat * Math.PI) / 180));
  return { lat: lat + north, lon: lon + east };
}

/** Clockwise from north, whole degrees in [0, 360). */
export function bearingTo(from: Point, to: Point): number {
  const north = to.lat - from.lat;
  const east = (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180);
  return Math.round((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

/** In metres; good to a thousandth within a ward. */
export function metresBetween(from: Point, to: Point): number {
  const east = (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180);
  return Math.hypot(to.lat - from.lat, east) * metresPerDegree;
}

/** How far apart two bearings are, in [0, 180]. */
export function turnBetween(oneDeg: number, otherDeg: number): number {
  const turn = Math.abs(oneDeg - otherDeg) % 360;
  return turn > 180 ? 360 - turn : turn;
}

/** The outline of what a camera looks at, out to `lengthM`: its place, then an arc. */
export function viewCone(place: CameraPlace, lengthM: number): Point[] {
  const { bearingDeg, fieldOfViewDeg = usualFieldOfViewDeg } = place;
  if (bearingDeg === undefined) return [];
  const steps = 8;
  const arc = Array.from({ length: steps + 1 }, (_, step) =>
    pointAt(place, bearingDeg + fieldOfViewDeg * (step / steps - 0.5), lengthM),
  );
  return [place, ...arc];
}

/** Reads `lat,lon;lat,lon;…`. */
export const cornersOf = (text: string): Point[] =>
  text.split(';').map((corner) => {
    const [lat = 0, lon = 0] = corner.split(',').map(Number);
    return { lat, lon };
  });

/** Writes them so; six digits: about a decimetre. */
export const cornersText = (corners: readonly Point[]): string =>
  corners.map(({ lat, lon }) => `${lat.toFixed(6)},${lon.toFixed(6)}`).join(';');

/** The middle of the box around some points. */
export function middleOfPoints(points: readonly Point[]): Point {
  const middle = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return { lat: middle(points.map(({ lat }) => lat)), lon: middle(points.map(({ lon }) => lon)) };
}
