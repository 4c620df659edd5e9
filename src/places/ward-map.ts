import type { Box, Position } from './area.ts';
import type { Place } from './place.ts';

export type PlaceKind = 'neighbourhood' | 'street' | 'landmark';

/** As much of RFC 7946 as a ward's map needs. */
export type ShapeGeometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

/** Something with a name on the ward's map: from a GeoJSON, or from a gazetteer, which knows no shapes. */
export interface NamedPlace {
  readonly kind: PlaceKind;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Where a pin would stand. */
  readonly at: Place;
  /** Its bounding box; a point spans itself. */
  readonly box: Box;
  readonly geometry?: ShapeGeometry;
}

/** All positions of a geometry. */
export function positionsOf(geometry: ShapeGeometry): readonly Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'LineString':
      return geometry.coordinates;
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat();
    case 'MultiPolygon':
      return geometry.coordinates.flat(2);
  }
}

/** The smallest box around positions; there must be one. No spread: there may be tens of thousands. */
export function boxAroundAll(positions: readonly Position[]): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of positions) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return { west, south, east, north };
}

export const middleOfBox = ({ west, south, east, north }: Box): Place => ({
  lat: (south + north) / 2,
  lon: (west + east) / 2,
});
