import type { CameraPlace } from '../../client/api.ts';
import type { Point } from '../api/shapes.ts';
import { metresBetween, middleOfPoints } from '../map/geometry.ts';

/** Radii on offer around a point, metres. */
export const radiiM = [50, 100, 150, 200, 300, 500, 1_000, 2_000] as const;

interface Placed {
  readonly id: string;
  readonly place?: CameraPlace | undefined;
}

export interface Circle {
  readonly middle: Point;
  readonly radiusM: number;
  /** Ids of the other cameras within it. */
  readonly others: readonly string[];
}

/** Distances here and at the service differ by less. */
const margin = 1.01;

/** The smallest circle that reaches all of some cameras; `undefined` if none of them has a place. */
export function circleAround(ids: readonly string[], cameras: readonly Placed[]): Circle | undefined {
  const wanted = new Set(ids);
  const places = cameras.flatMap(({ id, place }) => (place && wanted.has(id) ? [place] : []));
  if (places.length === 0) return undefined;
  const middle = middleOfPoints(places);
  const neededM = Math.max(...places.map((place) => metresBetween(middle, place))) * margin;
  const radiusM = radiiM.find((offered) => offered >= neededM) ?? Math.ceil(neededM);
  const others = cameras.filter(
    ({ id, place }) => place && !wanted.has(id) && metresBetween(middle, place) <= radiusM * margin,
  );
  return { middle, radiusM, others: others.map(({ id }) => id) };
}
