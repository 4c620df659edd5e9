import { invalid, printable } from '../core/index.ts';
import type { Position } from './area.ts';
import {
  boxAroundAll,
  middleOfBox,
  type NamedPlace,
  type PlaceKind,
  positionsOf,
  type ShapeGeometry,
} from './ward-map.ts';

const maxFeatures = 5_000;
const maxPositions = 200_000;
const maxNameLength = 200;

const kindOf: Readonly<Record<string, PlaceKind>> = {
  Point: 'landmark',
  LineString: 'street',
  MultiLineString: 'street',
  Polygon: 'neighbourhood',
  MultiPolygon: 'neighbourhood',
};

/**
 * Reads the map of a ward (RFC 7946): a FeatureCollection whose features have `properties.name`. Polygons are
 * neighbourhoods, lines streets, points landmarks. Attacker-controlled: everything is checked, capped and copied;
 * other properties are dropped.
 *
 * Errors, all `invalid`, with `features[3].geometry` or the like as the field: `geojson-not-json`, `geojson-invalid`,
 * `geojson-crs` (RFC 7946 section 4: WGS 84 only), `geojson-too-large`, `geojson-name-invalid`,
 * `geojson-name-twice`, `geojson-geometry-invalid`, `geojson-ring-open` (section 3.1.6), `place-off-earth`.
 */
export function parseWardMap(bytes: Uint8Array): NamedPlace[] {
  const collection = recordOf(jsonOf(bytes));
  const { features } = collection;
  if (collection.type !== 'FeatureCollection' || !Array.isArray(features)) {
    throw invalid('geojson-invalid', 'The map must be a GeoJSON FeatureCollection.');
  }
  if ('crs' in collection)
    throw invalid('geojson-crs', 'Positions must be WGS 84, without a crs member.', 'crs');
  if (features.length > maxFeatures) throw tooLarge('features');
  const budget = { positions: maxPositions };
  const places = features.map((feature: unknown, i) => placeOf(feature, `features[${i}]`, budget));
  refuseTwins(places);
  return places;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw invalid('geojson-not-json', 'The map is not JSON in UTF-8.');
  }
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

interface Budget {
  positions: number;
}

function placeOf(value: unknown, field: string, budget: Budget): NamedPlace {
  const feature = recordOf(value);
  if (feature.type !== 'Feature')
    throw invalid('geojson-invalid', 'A feature must be a GeoJSON Feature.', field);
  const name = nameOf(recordOf(feature.properties).name, `${field}.properties.name`);
  const geometry = geometryOf(recordOf(feature.geometry), `${field}.geometry`, budget);
  const box = boxAroundAll(positionsOf(geometry));
  const kind = kindOf[geometry.type] ?? 'landmark';
  return { kind, name, aliases: [], at: pinOf(geometry, middleOfBox(box)), box, geometry };
}

/** On the street itself, not beside its bend. */
function pinOf(geometry: ShapeGeometry, middle: NamedPlace['at']): NamedPlace['at'] {
  if (kindOf[geometry.type] !== 'street') return middle;
  const positions = positionsOf(geometry);
  const [lon, lat] = positions[Math.floor((positions.length - 1) / 2)] ?? [middle.lon, middle.lat];
  return positions.length > 2 ? { lat, lon } : middle;
}

function nameOf(value: unknown, field: string): string {
  const name = typeof value === 'string' ? value.trim().normalize('NFC') : '';
  if (name !== '' && name.length <= maxNameLength && printable.test(name)) return name;
  throw invalid('geojson-name-invalid', `A name has 1 to ${maxNameLength} printable characters.`, field);
}

function geometryOf(
  { type, coordinates }: Readonly<Record<string, unknown>>,
  field: string,
  budget: Budget,
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

function positionOf(value: unknown, field: string, budget: Budget): Position {
  budget.positions -= 1;
  if (budget.positions < 0) throw tooLarge(field);
  const [lon, lat] = listOf(value, field, 2);
  if (typeof lon !== 'number' || typeof lat !== 'number') {
    throw invalid('geojson-geometry-invalid', 'A position is [longitude, latitude] in degrees.', field);
  }
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return [lon, lat];
  throw invalid('place-off-earth', 'A position is [longitude, latitude] in degrees, in this order.', field);
}

function closed(ring: readonly Position[], field: string): readonly Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  if (first && last && first[0] === last[0] && first[1] === last[1]) return ring;
  throw invalid('geojson-ring-open', 'A ring ends where it began.', field);
}

/** A street in pieces is one MultiLineString: two of one name would be indistinguishable. */
function refuseTwins(places: readonly NamedPlace[]): void {
  const seen = new Set<string>();
  for (const [i, { kind, name }] of places.entries()) {
    const key = `${kind} ${name}`;
    if (seen.has(key)) {
      throw invalid(
        'geojson-name-twice',
        'Two features of a kind have one name.',
        `features[${i}].properties.name`,
      );
    }
    seen.add(key);
  }
}

const tooLarge = (field: string) =>
  invalid(
    'geojson-too-large',
    `A map has ${maxFeatures} features and ${maxPositions} positions at most.`,
    field,
  );
