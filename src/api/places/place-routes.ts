import { maxImportFileBytes } from '../../enrolment/index.ts';
import {
  findPlaces,
  type MapShape,
  maxGazetteerRows,
  type NamedPlace,
  type Polygon,
  parseGazetteer,
  sampleGazetteer,
  sampleMap,
} from '../../places/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { attachedText, csv, downloads } from '../http/download.ts';
import { tableTypes, uploadOf } from '../http/upload.ts';
import { answersBytes, answersJson, json, type Route, type UserCall } from '../route.ts';
import { placeJson } from './place-parameter.ts';
import {
  foundPlaces,
  keptGazetteer,
  keptMap,
  mapOptions,
  placeQuery,
  type WardMapJson,
  wardMap,
} from './ward-map-schemas.ts';

const geoJson = 'application/geo+json';

type PlaceDeps = Pick<ApiDeps, 'places' | 'readTable' | 'readWardMap' | 'settings'>;

export const placeRoutes = (deps: PlaceDeps): Route[] => [
  {
    method: 'get',
    path: '/api/places',
    allow: 'see-places',
    operation: 'findPlaces',
    summary: 'Places by name (`q`), best first, with or without diacritics: shapes, gazetteer, cameras.',
    query: placeQuery,
    answers: answersJson(foundPlaces),
    handle: async ({ query }) => {
      const places = await findPlaces(deps.places, query.q ?? '');
      return json({ places: places.map(placeJson) });
    },
  },
  {
    method: 'get',
    path: '/api/map',
    allow: 'see-places',
    operation: 'getMap',
    summary: 'The shapes of the ward as GeoJSON, for a map without internet.',
    answers: answersJson(wardMap),
    handle: async () => json(mapJson(await deps.places.shapes()), 200, mapLasts),
  },
  {
    method: 'get',
    path: '/api/map/sample.geojson',
    allow: 'manage-places',
    operation: 'getMapSample',
    summary: 'A map to start from: a neighbourhood, a street, a landmark and a building.',
    answers: answersBytes(geoJson, downloads),
    handle: async () => attachedText(geoJson, 'map.geojson', sampleMap()),
  },
  {
    method: 'get',
    path: '/api/gazetteer/sample.csv',
    allow: 'manage-places',
    operation: 'getGazetteerSample',
    summary: 'Names of places to start from.',
    answers: answersBytes(csv, downloads),
    handle: async () => attachedText(csv, 'places.csv', sampleGazetteer()),
  },
  {
    method: 'post',
    path: '/api/map',
    allow: 'manage-places',
    operation: 'importMap',
    summary:
      'Imports boundaries, streets, landmarks and buildings from a GeoJSON (10 MB); replaces a shape of the same name, and all buildings where it has any. One in VN-2000 is answered as `preview` until `confirmed`.',
    query: mapOptions,
    upload: { types: [geoJson], maxBytes: maxImportFileBytes },
    answers: answersJson(keptMap),
    handle: (call) => keepMap(deps, call),
  },
  {
    method: 'post',
    path: '/api/gazetteer',
    allow: 'manage-places',
    operation: 'importGazetteer',
    summary:
      'Imports names and aliases of places from a CSV or .xlsx: `kind,name,lat,lon,aliases`; lists and skips bad rows.',
    upload: { types: tableTypes, maxBytes: maxImportFileBytes },
    answers: answersJson(keptGazetteer),
    handle: (call) => keepGazetteer(deps, call),
  },
];

/** Whoever brings a map in metres sees it in its place before it counts. */
async function keepMap({ places, readWardMap, settings }: PlaceDeps, { body, query }: UserCall) {
  const { places: named, buildings, faults, grid } = await readWardMap(uploadOf(body), query.zone);
  const read = { faults, ...(grid && { grid: { ...grid } }) };
  if (grid && query.confirmed !== 'true') {
    return json({
      kept: 0,
      buildings: buildings.length,
      unknownNeighbourhoods: [],
      ...read,
      preview: mapJson([...shapesIn(named), ...buildingShapes(buildings)]),
    });
  }
  const mayCreate = query.createNeighbourhoods === 'true';
  const { kept, unknownNeighbourhoods } = await places.keep(
    settings.site,
    { places: named, buildings },
    mayCreate,
  );
  return json({ kept, buildings: buildings.length, unknownNeighbourhoods, ...read });
}

const shapesIn = (places: readonly NamedPlace[]): MapShape[] =>
  places.flatMap(({ kind, name, geometry }) => (geometry ? [{ kind, name, geometry }] : []));

/** Enough to see whether they stand in their place. */
const maxPreviewed = 5_000;

const buildingShapes = (buildings: readonly Polygon[]): MapShape[] =>
  buildings
    .slice(0, maxPreviewed)
    .map((coordinates) => ({ kind: 'building', name: '', geometry: { type: 'Polygon', coordinates } }));

/** The largest thing the console loads, and it changes only when somebody brings a new one: asked for by its `ETag`. */
const mapLasts = { 'Cache-Control': 'private, no-cache' };

async function keepGazetteer({ places, readTable, settings }: PlaceDeps, { body }: UserCall) {
  const { places: named, faults } = parseGazetteer(await readTable(uploadOf(body), maxGazetteerRows));
  const { kept } = await places.keep(settings.site, { places: named }, false);
  return json({ kept, faults });
}

const mapJson = (shapes: readonly MapShape[]): WardMapJson => ({
  type: 'FeatureCollection',
  features: shapes.map(({ kind, name, geometry, neighbourhoodId }) => ({
    type: 'Feature',
    properties: { kind, name, ...(neighbourhoodId === undefined ? {} : { neighbourhoodId }) },
    geometry: { type: geometry.type, coordinates: [...geometry.coordinates] },
  })),
});
