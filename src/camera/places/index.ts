export { fold } from './fold.ts';
export { type Gazetteer, mostGazetteerRows, parseGazetteer } from './gazetteer.ts';
export { parseWardMap } from './geojson.ts';
export type { FoundPlace, KeptPlaces, MapShape, PlaceBook } from './place-book.ts';
export { findPlaces } from './place-search.ts';
export type { NamedPlace, PlaceKind, ShapeGeometry } from './ward-map.ts';
