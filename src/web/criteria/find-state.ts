import type { FoundPlace, RequestArea } from '../../client/api.ts';
import type { Point } from '../api/shapes.ts';
import { setParameters } from '../base/location.tsx';
import { cornersOf } from '../map/geometry.ts';
import type { Range } from '../time/spoken-range.ts';

/** Where is looked: around a point, or all over a neighbourhood or along a street, which the point is in the middle of. */
export interface ChosenPlace extends Point {
  /** As the gazetteer calls it; a point that was clicked or typed has none. */
  readonly name?: string;
  /** A neighbourhood, by its id. */
  readonly neighbourhood?: string;
  /** Box of a street: `west,south,east,north`. */
  readonly bbox?: string;
  /** Drawn by hand: its corners, `lat,lon;lat,lon;…`. */
  readonly polygon?: string;
}

/** The search, as the address has it. */
export interface FindState {
  readonly place: ChosenPlace | undefined;
  readonly radiusM: number;
  readonly range: Range | undefined;
  /** Cameras left out of the request to come. */
  readonly without: ReadonlySet<string>;
  readonly camera: string | undefined;
  /** Id of the draft that gets this place and time. */
  readonly draft: string | undefined;
}

const usualRadiusM = 200;
/** How far from its middle line a camera may stand to look at a street. */
const besideStreetDeg = 0.0006;

export function readFindState(search: URLSearchParams): FindState {
  return {
    place: readNamedPlace(search),
    radiusM: Number(search.get('radius')) || usualRadiusM,
    range: readInstants(search.get('from'), search.get('to')),
    without: new Set((search.get('without') ?? '').split(',').filter(Boolean)),
    camera: search.get('camera') ?? undefined,
    draft: search.get('draft') ?? undefined,
  };
}

function readNamedPlace(search: URLSearchParams): ChosenPlace | undefined {
  const point = readPlace(search.get('near') ?? '');
  const [name, neighbourhood, bbox, polygon] = ['place', 'neighbourhood', 'bbox', 'polygon'].map((key) =>
    search.get(key),
  );
  return (
    point && {
      ...point,
      ...(name && { name }),
      ...(neighbourhood && { neighbourhood }),
      ...(bbox && { bbox }),
      ...(polygon && { polygon }),
    }
  );
}

/** `lat,lon`, as typed or as the address keeps it; `undefined` for anything else, or off the earth. */
export function readPlace(text: string): Point | undefined {
  const [, lat, lon] = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text) ?? [];
  if (lat === undefined || lon === undefined) return undefined;
  const place = { lat: Number(lat), lon: Number(lon) };
  return Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180 ? place : undefined;
}

/**
 * The place to search for: a neighbourhood itself, a street from end to end, anything else its point; `undefined` for a
 * place without any.
 */
export function placeOfFound({ kind, name, at, box, neighbourhoodId }: FoundPlace): ChosenPlace | undefined {
  const middle = at ?? (box && { lat: (box.south + box.north) / 2, lon: (box.west + box.east) / 2 });
  if (!middle) return undefined;
  if (kind === 'neighbourhood' && neighbourhoodId) return { ...middle, name, neighbourhood: neighbourhoodId };
  if (kind !== 'street' || !box) return { ...middle, name };
  const edges = [
    box.west - besideStreetDeg,
    box.south - besideStreetDeg,
    box.east + besideStreetDeg,
    box.north + besideStreetDeg,
  ];
  return { ...middle, name, bbox: edges.map((edge) => edge.toFixed(6)).join(',') };
}

/** Six digits: about a decimetre. */
export const placeText = ({ lat, lon }: Point): string => `${lat.toFixed(6)}, ${lon.toFixed(6)}`;

/** The same as a request names it. */
export function areaOf(
  { neighbourhood, bbox, polygon, lat, lon }: ChosenPlace,
  radiusM: number,
): RequestArea {
  if (neighbourhood) return { neighbourhood };
  if (polygon) return { polygon: cornersOf(polygon) };
  if (!bbox) return { near: { lat, lon }, radiusM };
  const [west = 0, south = 0, east = 0, north = 0] = bbox.split(',').map(Number);
  return { bbox: { west, south, east, north } };
}

/** The parameters of a look-up there. */
export function areaQuery({ neighbourhood, bbox, polygon, ...point }: ChosenPlace, radiusM: number) {
  if (neighbourhood) return { neighbourhood };
  if (polygon) return { polygon };
  return bbox ? { bbox } : { near: placeText(point).replace(' ', ''), radiusM: String(radiusM) };
}

function readInstants(from: string | null, to: string | null): Range | undefined {
  const range = { fromMs: Date.parse(from ?? ''), toMs: Date.parse(to ?? '') };
  return range.fromMs < range.toMs ? range : undefined;
}

export const setPlace = (place: ChosenPlace): void =>
  setParameters({ ...parametersOfPlace(place), without: undefined });

const parametersOfPlace = ({ name, neighbourhood, bbox, polygon, ...point }: ChosenPlace) => ({
  near: placeText(point).replace(' ', ''),
  place: name,
  neighbourhood,
  bbox,
  polygon,
});

/** Asks for another time, and shows all of it. */
export const setRange = (range: Range, options: { readonly replace?: boolean } = {}): void =>
  setParameters({ ...parametersOfRange(range), view: undefined }, options);

const parametersOfRange = ({ fromMs, toMs }: Range) => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
});

export const setWithout = (without: ReadonlySet<string>): void =>
  setParameters({ without: without.size === 0 ? undefined : [...without].join(',') }, { replace: true });

/** Criteria of an existing request, to look at again. */
export interface Criteria {
  readonly place?: ChosenPlace;
  readonly radiusM?: number;
  readonly without?: readonly string[];
  readonly range: Range;
  readonly draft: string;
}

/** The address at which it is looked at. */
export function addressOf({ place, radiusM, without = [], range, draft }: Criteria): string {
  const parameters = {
    ...(place && parametersOfPlace(place)),
    ...parametersOfRange(range),
    ...(radiusM !== undefined && { radius: String(radiusM) }),
    ...(without.length > 0 && { without: without.join(',') }),
    draft,
  };
  const said = Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return `/find?${new URLSearchParams(said).toString()}`;
}
