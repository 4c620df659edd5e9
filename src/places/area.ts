import { invalid } from '../core/index.ts';
import { isOnEarth, offEarth, type Place } from './place.ts';

/** Degrees; `west <= east`: a box never crosses the antimeridian. Edges belong to it. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** `[lon, lat]`, the order of GeoJSON (RFC 7946 section 3.1.1). */
export type Position = readonly [lon: number, lat: number];
/** Closed or not; at least three different corners. */
export type Ring = readonly Position[];
/** The outer ring, then its holes (RFC 7946 section 3.1.6). */
export type Polygon = readonly Ring[];

const maxCorners = 1_000;

const refuse = (code: string, message: string, field?: string): never => {
  throw invalid(code, message, field);
};

/** A box from its edges, or `place-off-earth`, `box-upside-down`, `area-crosses-antimeridian`. */
export function boxOf(edges: Box, field?: string): Box {
  const { west, south, east, north } = edges;
  if (!isOnEarth({ lat: south, lon: west }) || !isOnEarth({ lat: north, lon: east })) throw offEarth(field);
  if (south > north) refuse('box-upside-down', 'The southern edge lies north of the northern one.', field);
  if (west > east) {
    refuse('area-crosses-antimeridian', 'The box must not cross the 180th meridian: use two boxes.', field);
  }
  return { west, south, east, north };
}

/**
 * Rings as a polygon, or `place-off-earth`, `polygon-too-few-corners`, `polygon-too-many-corners`,
 * `area-crosses-antimeridian` (an edge that spans more than half the earth).
 */
export function polygonOf(rings: Polygon, field?: string): Polygon {
  if (rings.length === 0) refuse('polygon-too-few-corners', 'A polygon needs an outer ring.', field);
  if (rings.reduce((sum, ring) => sum + ring.length, 0) > maxCorners) {
    refuse('polygon-too-many-corners', `A polygon may have ${maxCorners} corners.`, field);
  }
  for (const ring of rings) checkRing(ring, field);
  return rings;
}

function checkRing(ring: Ring, field?: string): void {
  if (!ring.every(([lon, lat]) => isOnEarth({ lat, lon }))) throw offEarth(field);
  if (new Set(ring.map(([lon, lat]) => `${lon} ${lat}`)).size < 3) {
    refuse('polygon-too-few-corners', 'A ring needs three different corners.', field);
  }
  if (edgesOf(ring).some(([from, to]) => Math.abs(from[0] - to[0]) > 180)) {
    refuse(
      'area-crosses-antimeridian',
      'The polygon must not cross the 180th meridian: use two polygons.',
      field,
    );
  }
}

/** Whether the place lies within (even-odd rule, straight edges in longitude and latitude; holes are outside). */
export function polygonContains(polygon: Polygon, at: Place): boolean {
  return polygon.flatMap(edgesOf).filter((edge) => crossesRay(edge, at)).length % 2 === 1;
}

/** The smallest box around a polygon that `polygonOf` accepted. */
export function boxOfPolygon(polygon: Polygon): Box {
  const lons = polygon.flatMap((ring) => ring.map(([lon]) => lon));
  const lats = polygon.flatMap((ring) => ring.map(([, lat]) => lat));
  return {
    west: Math.min(...lons),
    south: Math.min(...lats),
    east: Math.max(...lons),
    north: Math.max(...lats),
  };
}

const edgesOf = (ring: Ring): [Position, Position][] =>
  ring.map((corner, i): [Position, Position] => [ring.at(i - 1) ?? corner, corner]);

/** Whether the ray from the place to the east crosses the edge; an edge owns its lower end only. */
function crossesRay([from, to]: readonly [Position, Position], at: Place): boolean {
  if (from[1] > at.lat === to[1] > at.lat) return false;
  return at.lon < from[0] + ((at.lat - from[1]) / (to[1] - from[1])) * (to[0] - from[0]);
}
