import type { Point } from '../api/shapes.ts';
import { setParameters } from '../app/location.tsx';
import type { Range } from '../time/spoken-range.ts';

/** What the address says is looked for. */
export interface FindState {
  readonly place: Point | undefined;
  readonly radiusM: number;
  readonly range: Range | undefined;
  /** Cameras left out of the request to come. */
  readonly without: ReadonlySet<string>;
  readonly camera: string | undefined;
}

export const radiiM = [50, 100, 150, 200, 300, 500, 1_000, 2_000] as const;
const usualRadiusM = 200;

export function readFindState(search: URLSearchParams): FindState {
  return {
    place: readPlace(search.get('near') ?? ''),
    radiusM: Number(search.get('radius')) || usualRadiusM,
    range: readInstants(search.get('from'), search.get('to')),
    without: new Set((search.get('without') ?? '').split(',').filter(Boolean)),
    camera: search.get('camera') ?? undefined,
  };
}

/** `lat,lon`, as typed or as the address keeps it; `undefined` for anything else, or off the earth. */
export function readPlace(text: string): Point | undefined {
  const [, lat, lon] = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text) ?? [];
  if (lat === undefined || lon === undefined) return undefined;
  const place = { lat: Number(lat), lon: Number(lon) };
  return Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180 ? place : undefined;
}

/** Six digits: about a decimetre. */
export const placeText = ({ lat, lon }: Point): string => `${lat.toFixed(6)}, ${lon.toFixed(6)}`;

function readInstants(from: string | null, to: string | null): Range | undefined {
  const range = { fromMs: Date.parse(from ?? ''), toMs: Date.parse(to ?? '') };
  return range.fromMs < range.toMs ? range : undefined;
}

export const setPlace = (place: Point): void =>
  setParameters({ near: placeText(place).replace(' ', ''), without: undefined });

export const setRange = ({ fromMs, toMs }: Range, options: { readonly replace?: boolean } = {}): void =>
  setParameters({ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() }, options);

export const setWithout = (without: ReadonlySet<string>): void =>
  setParameters({ without: without.size === 0 ? undefined : [...without].join(',') }, { replace: true });
