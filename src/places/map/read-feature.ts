import { invalid } from '../../core/index.ts';
import type { Polygon } from '../area.ts';
import { boxAroundAll, middleOfBox, type NamedPlace, positionsOf, type ShapeGeometry } from '../ward-map.ts';
import { kindOfShape, type PositionBudget, readGeometry } from './geometry.ts';
import { isBuilding, readHouse, readShapeName } from './shape-name.ts';

/** What a feature means: a place, a building, or both. */
export interface ReadFeature {
  readonly place?: NamedPlace;
  readonly buildings: readonly Polygon[];
}

export const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** Of a feature, whatever else is wrong with it. */
export const namedIn = (value: unknown): string | undefined =>
  readShapeName(membersOf(membersOf(value).properties));

/** A feature of a ward's map. Attacker-controlled. Errors, `invalid`: those of a feature in `parseWardMap`. */
export function readFeature(value: unknown, field: string, budget: PositionBudget): ReadFeature {
  const feature = membersOf(value);
  if (feature.type !== 'Feature')
    throw invalid('geojson-invalid', 'A feature must be a GeoJSON Feature.', field);
  const geometry = readGeometry(membersOf(feature.geometry), `${field}.geometry`, budget);
  const properties = membersOf(feature.properties);
  const labelled = { name: readShapeName(properties), house: readHouse(properties), geometry };
  const buildings = isBuilding(properties) ? polygonsIn(geometry) : [];
  return buildings.length > 0
    ? { ...builtPlace(labelled), buildings }
    : { place: placeOf(labelled, field), buildings };
}

interface Labelled {
  readonly name: string | undefined;
  readonly house: string | undefined;
  readonly geometry: ShapeGeometry;
}

const polygonsIn = (geometry: ShapeGeometry): readonly Polygon[] => {
  if (geometry.type === 'MultiPolygon') return geometry.coordinates;
  return geometry.type === 'Polygon' ? [geometry.coordinates] : [];
};

/** What can be looked for by name. */
function builtPlace({ name, house, geometry }: Labelled): Pick<ReadFeature, 'place'> {
  const known = name ?? house;
  if (known === undefined) return {};
  const aliases = name !== undefined && house !== undefined ? [house] : [];
  return { place: { ...pinned(known, geometry), aliases } };
}

function placeOf({ name, house, geometry }: Labelled, field: string): NamedPlace {
  if (name === undefined && house !== undefined) return pinned(house, geometry);
  if (name === undefined) {
    throw invalid(
      'geojson-name-invalid',
      'A feature has a name of 1 to 200 printable characters.',
      `${field}.properties.name`,
    );
  }
  return { ...namedShape(name, geometry), aliases: house === undefined ? [] : [house] };
}

/** A landmark without a shape. */
function pinned(name: string, geometry: ShapeGeometry): NamedPlace {
  const at = middleOfBox(boxAroundAll(positionsOf(geometry)));
  const { lat, lon } = at;
  return { kind: 'landmark', name, aliases: [], at, box: { west: lon, south: lat, east: lon, north: lat } };
}

export function namedShape(name: string, geometry: ShapeGeometry): NamedPlace {
  const box = boxAroundAll(positionsOf(geometry));
  const kind = kindOfShape[geometry.type];
  return { kind, name, aliases: [], at: pinOf(geometry, middleOfBox(box)), box, geometry };
}

/** On the street itself, not beside its bend. */
function pinOf(geometry: ShapeGeometry, middle: NamedPlace['at']): NamedPlace['at'] {
  if (kindOfShape[geometry.type] !== 'street') return middle;
  const positions = positionsOf(geometry);
  const [lon, lat] = positions[Math.floor((positions.length - 1) / 2)] ?? [middle.lon, middle.lat];
  return positions.length > 2 ? { lat, lon } : middle;
}
