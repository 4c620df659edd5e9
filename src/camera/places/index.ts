export {
  type Box,
  boxOf,
  boxOfPolygon,
  type Polygon,
  type Position,
  polygonContains,
  polygonOf,
  type Ring,
} from './area.ts';
export { fold } from './fold.ts';
export { type Gazetteer, mostGazetteerRows, parseGazetteer } from './gazetteer.ts';
export { parseWardMap } from './geojson.ts';
export { bearingDeg, type CameraPlace, distanceM, isOnEarth, type Place, placeOf } from './place.ts';
export type { FoundPlace, KeptPlaces, MapShape, PlaceBook } from './place-book.ts';
export { findPlaces } from './place-search.ts';
export { angleBetweenDeg, type View, viewOf } from './view.ts';
export type { NamedPlace, PlaceKind, ShapeGeometry } from './ward-map.ts';
