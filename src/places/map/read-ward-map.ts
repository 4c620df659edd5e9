import { AppError, fold, invalid, nestingOf } from '../../core/index.ts';
import type { Polygon } from '../area.ts';
import { type FromVn2000, GridReader, isGridPosition, type ReadGrid } from '../vn2000/grid-reader.ts';
import { zoneById } from '../vn2000/zones.ts';
import type { NamedPlace } from '../ward-map.ts';
import { systemOfMap } from './coordinate-system.ts';
import { maxPositions } from './geometry.ts';
import { joinPieces } from './joined-pieces.ts';
import { membersOf, namedIn, namedShape, readFeature } from './read-feature.ts';

const maxFeatures = 30_000;
/** Of a feature's properties we keep the name alone: no map needs more. */
const maxNesting = 32;

/** A feature that was left out, and why. */
export interface MapFault {
  /** `features[3].geometry` or the like. */
  readonly field: string;
  /** Of the feature, where it could be read. */
  readonly name?: string;
  readonly code: string;
  readonly message: string;
}

export interface WardMapFile {
  /** At least one, or a building. */
  readonly places: readonly NamedPlace[];
  /** Outlines, in the order of the file. */
  readonly buildings: readonly Polygon[];
  readonly faults: readonly MapFault[];
  /** What it was in, where that was VN-2000: a person should see it before it counts. */
  readonly grid?: ReadGrid;
}

/** How maps in metres are read. */
export interface MapGrid {
  readonly fromVn2000: FromVn2000;
  /** The zone that a person chose: it goes before the map's own word. */
  readonly zoneId?: string | undefined;
}

/**
 * Reads the map of a ward (RFC 7946): a FeatureCollection whose features have a name. Polygons are neighbourhoods, lines
 * streets, points landmarks; pieces of one name are one place. What has no name but the address of a house is a landmark without a
 * shape: a map of houses would show nothing else. A polygon with `building` is a building, and a landmark if it has a name or an
 * address. Attacker-controlled: everything is checked, capped and
 * copied; other properties are dropped. A bad feature is left out and named; the others count.
 *
 * Errors of the whole map, all `invalid`: `geojson-not-json`, `geojson-invalid`, `geojson-crs` (neither WGS 84 nor VN-2000),
 * `grid-zone-needed` (metres, and nobody says of which zone), `geojson-too-large`, and the first fault when every feature is bad. Faults of a feature: `geojson-invalid`,
 * `geojson-name-invalid`, `geojson-name-twice`, `geojson-geometry-invalid`, `geojson-ring-open` (RFC 7946 section 3.1.6),
 * `place-off-earth`, `place-off-grid`.
 */
export function parseWardMap(bytes: Uint8Array, by: MapGrid): WardMapFile {
  const collection = membersOf(jsonOf(bytes));
  const { features } = collection;
  if (collection.type !== 'FeatureCollection' || !Array.isArray(features)) {
    throw invalid('geojson-invalid', 'The map must be a GeoJSON FeatureCollection.');
  }
  if (features.length > maxFeatures) throw tooLarge('features');
  const reader = gridOf(collection.crs, features, by);
  const file = keepGood(readFeatures(features, reader));
  return { ...file, ...(reader && { grid: reader.grid }) };
}

function gridOf(crs: unknown, features: readonly unknown[], by: MapGrid): GridReader | undefined {
  const chosen = zoneById(by.zoneId ?? '');
  const system = chosen ?? systemOfMap(crs);
  if (system !== 'wgs84') return new GridReader(system, by.fromVn2000);
  if (!isInMetres(features[0])) return undefined;
  throw invalid('grid-zone-needed', 'The map is in metres: choose its zone of VN-2000.', 'zone');
}

/** By the first position of a feature. */
function isInMetres(feature: unknown): boolean {
  const { geometry } = (feature ?? {}) as { readonly geometry?: unknown };
  let { coordinates } = (geometry ?? {}) as { readonly coordinates?: unknown };
  while (Array.isArray(coordinates) && Array.isArray(coordinates[0]))
    [coordinates] = coordinates as unknown[];
  const [first, second] = Array.isArray(coordinates) ? (coordinates as unknown[]) : [];
  return typeof first === 'number' && typeof second === 'number' && isGridPosition(first, second);
}

/** `parseWardMap` off the event loop. Errors: its own, and `upload-too-costly` (invalid). */
export type ReadWardMap = (bytes: Uint8Array, zoneId?: string) => Promise<WardMapFile>;

function jsonOf(bytes: Uint8Array): unknown {
  const { deepest, isClosed } = nestingOf(bytes);
  if (!isClosed) throw invalid('geojson-not-json', 'The map is not JSON: it ends too early.');
  if (deepest > maxNesting) throw invalid('geojson-invalid', `A map nests ${maxNesting} deep at most.`);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw invalid('geojson-not-json', 'The map is not JSON in UTF-8.');
  }
}

/** A place, and where it stands in the file. */
interface ReadPlace {
  readonly field: string;
  readonly place: NamedPlace;
}

interface ReadFeatures {
  readonly read: readonly ReadPlace[];
  readonly buildings: readonly Polygon[];
  readonly faults: readonly MapFault[];
}

function readFeatures(features: readonly unknown[], grid: GridReader | undefined): ReadFeatures {
  const budget = { positions: maxPositions, grid };
  const read: ReadPlace[] = [];
  const buildings: Polygon[] = [];
  const faults: MapFault[] = [];
  for (const [i, value] of features.entries()) {
    const field = `features[${i}]`;
    const name = namedIn(value);
    try {
      const feature = readFeature(value, field, budget);
      if (feature.place) read.push({ field, place: feature.place });
      buildings.push(...feature.buildings);
    } catch (error) {
      faults.push(faultOf(error, field, name));
    }
    if (budget.positions < 0) throw tooLarge(field);
  }
  return { read, buildings, faults };
}

/** Two landmarks of one name would be indistinguishable: the first one counts. */
function keepGood({ read, buildings, faults }: ReadFeatures): WardMapFile {
  const twins: MapFault[] = [];
  const pieces = new Map<string, ReadPlace[]>();
  for (const each of read) {
    const key = `${each.place.kind} ${fold(each.place.name) || each.place.name}`;
    const same = pieces.get(key);
    if (same && each.place.kind === 'landmark') twins.push(twinOf(each));
    else if (same) same.push(each);
    else pieces.set(key, [each]);
  }
  const all = [...faults, ...twins];
  if (pieces.size + buildings.length === 0 && all[0])
    throw invalid(all[0].code, all[0].message, all[0].field);
  const places = [...pieces.values()].map((same) => joined(same.map(({ place }) => place)));
  return { places, buildings, faults: all };
}

const twinOf = ({ field, place: { name } }: ReadPlace): MapFault =>
  faultOf(invalid('geojson-name-twice', 'Another landmark has this name.'), `${field}.properties.name`, name);

function faultOf(error: unknown, field: string, name: string | undefined): MapFault {
  if (!(error instanceof AppError)) throw error;
  const { code, message } = error;
  return { field: error.field ?? field, ...(name === undefined ? {} : { name }), code, message };
}

/** Pieces under one name: at least one, all of a kind. */
function joined(places: readonly NamedPlace[]): NamedPlace {
  const [first] = places;
  if (!first) throw new Error('no pieces to join');
  const geometries = places.flatMap(({ geometry }) => (geometry ? [geometry] : []));
  return places.length === 1 ? first : namedShape(first.name, joinPieces(geometries));
}

const tooLarge = (field: string) =>
  invalid(
    'geojson-too-large',
    `A map has ${maxFeatures} features and ${maxPositions} positions at most.`,
    field,
  );
