import type { ListedCamera, RequestArea } from '../../client/api.ts';
import { cornersText, middleOfPoints } from '../map/geometry.ts';
import { circleAround } from './circle.ts';
import type { ChosenPlace, Criteria } from './find-state.ts';

interface Names {
  readonly drawn: (corners: number) => string;
  readonly neighbourhood: (id: string) => string | undefined;
}

/** The area of a request as it is looked at on the map; without a place where none of its cameras has one. */
export function askedArea(
  area: RequestArea,
  cameras: readonly ListedCamera[],
  names: Names,
): Pick<Criteria, 'place' | 'radiusM' | 'without'> {
  if ('near' in area) return { place: area.near, radiusM: area.radiusM };
  if ('cameras' in area) {
    const circle = circleAround(area.cameras, cameras);
    return circle ? { place: circle.middle, radiusM: circle.radiusM, without: circle.others } : {};
  }
  const place = wholePlace(area, cameras, names);
  return place ? { place } : {};
}

function wholePlace(
  area: Exclude<RequestArea, { readonly near: unknown } | { readonly cameras: unknown }>,
  cameras: readonly ListedCamera[],
  names: Names,
): ChosenPlace | undefined {
  if ('polygon' in area) {
    const { polygon } = area;
    return { ...middleOfPoints(polygon), name: names.drawn(polygon.length), polygon: cornersText(polygon) };
  }
  if ('bbox' in area) {
    const { west, south, east, north } = area.bbox;
    const middle = { lat: (south + north) / 2, lon: (west + east) / 2 };
    return { ...middle, bbox: [west, south, east, north].join(',') };
  }
  const { neighbourhood } = area;
  const places = cameras.flatMap((camera) =>
    camera.place && camera.neighbourhoodId === neighbourhood ? [camera.place] : [],
  );
  const name = names.neighbourhood(neighbourhood);
  return places.length === 0
    ? undefined
    : { ...middleOfPoints(places), neighbourhood, ...(name && { name }) };
}
