import { type CameraId, invalid, isId, rangeOf, type TimeRange } from '../core/index.ts';
import { boxOf, type Position, placeOf, polygonOf } from '../places/index.ts';
import type { Area } from './area.ts';

export interface FootageQuery {
  readonly area: Area;
  /** The parameter that names the area. */
  readonly field: string;
  readonly range: TimeRange;
  /** Distances and views are those to this place, where the cameras were chosen in another way. */
  readonly seen?: Area;
}

/** Query parameters as they came: attacker-controlled. */
export type QueryParameters = Readonly<Record<string, string | undefined>>;

const places = ['near', 'bbox', 'polygon', 'neighbourhood', 'camera'] as const;
type PlaceParameter = (typeof places)[number];

/** Farther than anyone can mean by "near". */
export const maxRadiusM = 20_000;

/**
 * A look-up out of its query parameters: `from` and `to` (RFC 3339), and exactly one of
 * - `near=<lat>,<lon>` with `radiusM=<metres>`,
 * - `bbox=<west>,<south>,<east>,<north>` (the order of RFC 7946 section 5),
 * - `polygon=<lat>,<lon>;<lat>,<lon>;…`, three corners or more, closed or not,
 * - `neighbourhood=<id or name>`,
 * - `camera=<id>`.
 *
 * Errors, all `invalid` with the field: those of `rangeOf`; `place-missing`, `place-ambiguous`, `place-invalid`,
 * `place-off-earth`, `radius-invalid`, `radius-too-large`, `box-invalid`, `polygon-invalid`, `unknown-camera`, and those of
 * `boxOf` and `polygonOf`.
 */
export function parseFootageQuery(parameters: QueryParameters, maxMs: number): FootageQuery {
  const range = rangeOf(parameters.from, parameters.to, maxMs);
  const field = onlyPlace(parameters);
  return { range, field, area: areaOf(field, parameters) };
}

/** The place of a query, if it names one. Errors: those of `parseFootageQuery`. */
export function placeOfQuery(parameters: QueryParameters): Pick<FootageQuery, 'area' | 'field'> | undefined {
  if (places.every((name) => parameters[name] === undefined)) return undefined;
  const field = onlyPlace(parameters);
  return { field, area: areaOf(field, parameters) };
}

function onlyPlace(parameters: QueryParameters): PlaceParameter {
  const given = places.filter((name) => parameters[name] !== undefined);
  const [only, second] = given;
  if (!only) throw invalid('place-missing', `Give a place: one of ${places.join(', ')}.`, 'near');
  if (second)
    throw invalid('place-ambiguous', `Give the place once: ${given.join(' and ')} were given.`, second);
  return only;
}

function areaOf(place: PlaceParameter, parameters: QueryParameters): Area {
  const text = parameters[place] ?? '';
  switch (place) {
    case 'near':
      return nearOf(text, parameters.radiusM);
    case 'bbox':
      return bboxOf(text);
    case 'polygon':
      return { kind: 'polygon', polygon: polygonOf([text.split(';').map(cornerOf)], 'polygon') };
    case 'neighbourhood':
      return { kind: 'neighbourhood', neighbourhood: text };
    case 'camera':
      return { kind: 'cameras', cameraIds: [cameraIdOf(text, 'camera')] };
  }
}

function nearOf(text: string, radiusText: string | undefined): Area {
  const [lat, lon, more] = numbersOf(text);
  if (lat === undefined || lon === undefined || more !== undefined) {
    throw invalid('place-invalid', 'near must be <lat>,<lon> in decimal degrees.', 'near');
  }
  const [radiusM] = numbersOf(radiusText ?? '');
  return { kind: 'near', centre: placeOf(lat, lon, 'near'), radiusM: radiusOf(radiusM) };
}

/** Metres, `(0, maxRadiusM]`, or `radius-invalid`, `radius-too-large`. */
export function radiusOf(radiusM: number | undefined): number {
  if (radiusM === undefined || !(radiusM > 0)) {
    throw invalid('radius-invalid', 'radiusM must be a number of metres above 0.', 'radiusM');
  }
  if (radiusM > maxRadiusM) {
    throw invalid('radius-too-large', `radiusM may be ${maxRadiusM} at most.`, 'radiusM');
  }
  return radiusM;
}

function bboxOf(text: string): Area {
  const [west, south, east, north, more] = numbersOf(text);
  if (west === undefined || south === undefined || east === undefined || north === undefined || more) {
    throw invalid('box-invalid', 'bbox must be <west>,<south>,<east>,<north> in decimal degrees.', 'bbox');
  }
  return { kind: 'bbox', box: boxOf({ west, south, east, north }, 'bbox') };
}

function cornerOf(text: string): Position {
  const [lat, lon, more] = numbersOf(text);
  if (lat === undefined || lon === undefined || more !== undefined) {
    throw invalid(
      'polygon-invalid',
      'polygon must be <lat>,<lon>;<lat>,<lon>;… in decimal degrees.',
      'polygon',
    );
  }
  return [lon, lat];
}

/** A camera id, or `unknown-camera`: what cannot be an id is not known either. */
export function cameraIdOf(text: string, field: string): CameraId {
  if (isId('camera', text)) return text;
  throw invalid('unknown-camera', 'There is no such camera.', field);
}

/** Decimal numbers between commas; none at all when any of them is not one. */
function numbersOf(text: string): number[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.every((part) => /^[+-]?\d{1,9}(?:\.\d{1,15})?$/.test(part)) ? parts.map(Number) : [];
}
