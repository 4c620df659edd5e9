import { invalid } from '../../core/index.ts';
import type { Position } from '../area.ts';
import type { GridReader } from '../vn2000/grid-reader.ts';
import type { PlaceKind, ShapeGeometry } from '../ward-map.ts';

export const maxPositions = 200_000;

/** How many positions a map may still have; below zero it has too many. */
export interface PositionBudget {
  positions: number;
  /** Reads positions of a map in metres; absent where positions are degrees. */
  readonly grid?: GridReader | undefined;
}

export const kindOfShape: Readonly<Record<ShapeGeometry['type'], PlaceKind>> = {
  Point: 'landmark',
  LineString: 'street',
  MultiLineString: 'street',
  Polygon: 'neighbourhood',
  MultiPolygon: 'neighbourhood',
};

/**
 * A geometry (RFC 7946 section 3.1), checked and copied without altitudes. Attacker-controlled. Errors, `invalid`, with
 * `field`: `geojson-geometry-invalid`, `geojson-ring-open`, `place-off-earth`, `place-off-grid`.
 */
export function readGeometry(
  { type, coordinates }: Readonly<Record<string, unknown>>,
  field: string,
  budget: PositionBudget,
): ShapeGeometry {
  const position = (value: unknown) => positionOf(value, field, budget);
  const line = (value: unknown) => listOf(value, field, 2).map(position);
  const ring = (value: unknown) => closed(listOf(value, field, 4).map(position), field);
  const polygon = (value: unknown) => listOf(value, field, 1).map(ring);
  switch (type) {
    case 'Point':
      return { type, coordinates: position(coordinates) };
    case 'LineString':
      return { type, coordinates: line(coordinates) };
    case 'MultiLineString':
      return { type, coordinates: listOf(coordinates, field, 1).map(line) };
    case 'Polygon':
      return { type, coordinates: polygon(coordinates) };
    case 'MultiPolygon':
      return { type, coordinates: listOf(coordinates, field, 1).map(polygon) };
    default:
      throw invalid(
        'geojson-geometry-invalid',
        'A geometry is a point, a line or a polygon, or several.',
        field,
      );
  }
}

function listOf(value: unknown, field: string, least: number): readonly unknown[] {
  if (Array.isArray(value) && value.length >= least) return value as unknown[];
  throw invalid('geojson-geometry-invalid', `Coordinates must be a list of ${least} or more.`, field);
}

function positionOf(value: unknown, field: string, budget: PositionBudget): Position {
  budget.positions -= 1;
  const [lon, lat] = listOf(value, field, 2);
  if (typeof lon !== 'number' || typeof lat !== 'number') {
    throw invalid('geojson-geometry-invalid', 'A position is a list of two numbers.', field);
  }
  if (budget.grid) return gridPosition(budget.grid.read(lon, lat), field);
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return [lon, lat];
  throw invalid('place-off-earth', 'A position is [longitude, latitude] in degrees, in this order.', field);
}

function gridPosition(position: Position | undefined, field: string): Position {
  if (position) return position;
  throw invalid('place-off-grid', 'A position of this map is no east and north of Vietnam in metres.', field);
}

function closed(ring: readonly Position[], field: string): readonly Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  if (first && last && first[0] === last[0] && first[1] === last[1]) return ring;
  throw invalid('geojson-ring-open', 'A ring ends where it began.', field);
}
