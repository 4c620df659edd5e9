import type { ShapeGeometry } from '../ward-map.ts';

/** One geometry of several lines, or of several polygons: a street drawn way by way. A piece that is there twice counts once. */
export function joinPieces(pieces: readonly ShapeGeometry[]): ShapeGeometry {
  const lines = pieces.flatMap(linesOf);
  return lines.length > 0
    ? { type: 'MultiLineString', coordinates: distinct(lines) }
    : { type: 'MultiPolygon', coordinates: distinct(pieces.flatMap(polygonsOf)) };
}

function linesOf(geometry: ShapeGeometry) {
  if (geometry.type === 'MultiLineString') return geometry.coordinates;
  return geometry.type === 'LineString' ? [geometry.coordinates] : [];
}

function polygonsOf(geometry: ShapeGeometry) {
  if (geometry.type === 'MultiPolygon') return geometry.coordinates;
  return geometry.type === 'Polygon' ? [geometry.coordinates] : [];
}

const distinct = <T>(pieces: readonly T[]): T[] => [
  ...new Map(pieces.map((piece) => [JSON.stringify(piece), piece])).values(),
];
