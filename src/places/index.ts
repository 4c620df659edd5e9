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
export { Buildings } from './buildings.ts';
export { type Gazetteer, maxGazetteerRows, parseGazetteer } from './gazetteer.ts';
export {
  type MapFault,
  type MapGrid,
  parseWardMap,
  type ReadWardMap,
  type WardMapFile,
} from './map/read-ward-map.ts';
export {
  bearingDeg,
  type CameraPlace,
  distanceM,
  isOnEarth,
  isTooNearToTell,
  type Place,
  placeOf,
} from './place.ts';
export type { BroughtPlaces, FoundPlace, KeptPlaces, MapShape, PlaceRepository } from './place-repository.ts';
export { findPlaces } from './place-search.ts';
export { sampleGazetteer, sampleMap } from './samples.ts';
export { angleBetweenDeg, type CameraView, reachM, viewOf } from './view.ts';
export { type FromVn2000, GridReader, isGridPosition, type ReadGrid } from './vn2000/grid-reader.ts';
export { meridianText, type Vn2000Zone, vn2000Zones, zoneById } from './vn2000/zones.ts';
export type { NamedPlace, PlaceKind, ShapeGeometry } from './ward-map.ts';
