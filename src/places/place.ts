import { type AppError, invalid } from '../core/index.ts';

/** A point on the WGS 84 ellipsoid, decimal degrees: north and east are positive. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** Where a camera hangs and where it looks: `bearingDeg` clockwise from true north, `[0, 360)`. */
export interface CameraPlace extends Place {
  readonly bearingDeg?: number;
  /** Horizontal angle of view, `(0, 360]`. */
  readonly fieldOfViewDeg?: number;
}

const earthRadiusM = 6_371_008.8;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (radian: number): number => (radian * 180) / Math.PI;

export const isOnEarth = (place: Place): boolean => Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180;

/** The place itself, or `place-off-earth`. Latitude within ±90, longitude within ±180, both finite. */
export function placeOf(lat: number, lon: number, field?: string): Place {
  if (!isOnEarth({ lat, lon })) throw offEarth(field);
  return { lat, lon };
}

export const offEarth = (field?: string): AppError =>
  invalid('place-off-earth', 'Latitude must lie within ±90 and longitude within ±180 degrees.', field);

/** Great-circle distance in metres on a sphere (haversine): within 0.6 % of the ellipsoid. */
export function distanceM(from: Place, to: Place): number {
  const dLat = radians(to.lat - from.lat);
  const dLon = radians(to.lon - from.lon);
  const a =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** Nearer than the precision of a pin on a map, a direction means nothing. */
const tooNearM = 5;

export const isTooNearToTell = (distance: number): boolean => distance < tooNearM;

/** Metres to the east and to the north of a place, on a plane that touches there: within 1 % some kilometres around, away from the poles. */
export function metresFrom(
  origin: Place,
  { lat, lon }: Place,
): { readonly east: number; readonly north: number } {
  return {
    east: earthRadiusM * radians(lon - origin.lon) * Math.cos(radians(origin.lat)),
    north: earthRadiusM * radians(lat - origin.lat),
  };
}

/** Initial bearing from one place to another, clockwise from true north, `[0, 360)`. 0 when they are the same. */
export function bearingDeg(from: Place, to: Place): number {
  const dLon = radians(to.lon - from.lon);
  const fromLat = radians(from.lat);
  const toLat = radians(to.lat);
  const y = Math.sin(dLon) * Math.cos(toLat);
  const x = Math.cos(fromLat) * Math.sin(toLat) - Math.sin(fromLat) * Math.cos(toLat) * Math.cos(dLon);
  return (degrees(Math.atan2(y, x)) + 360) % 360;
}
