import type { CameraId, NeighbourhoodId } from '../core/index.ts';
import {
  type Box,
  type Buildings,
  boxOfPolygon,
  type CameraPlace,
  type CameraView,
  distanceM,
  type Place,
  type Polygon,
  viewOf,
} from '../places/index.ts';

/** The area of a look-up. A neighbourhood is named by its id, or by its name as people write it. */
export type Area =
  | { readonly kind: 'near'; readonly centre: Place; readonly radiusM: number }
  | { readonly kind: 'bbox'; readonly box: Box }
  | { readonly kind: 'polygon'; readonly polygon: Polygon }
  | { readonly kind: 'neighbourhood'; readonly neighbourhood: NeighbourhoodId | string }
  | { readonly kind: 'cameras'; readonly cameraIds: readonly CameraId[] };

/** The place that cameras are ranked by: the centre of a radius, the middle of a box, of the box around a polygon. */
export function middleOf(area: Area): Place | undefined {
  switch (area.kind) {
    case 'near':
      return area.centre;
    case 'bbox':
      return middleOfBox(area.box);
    case 'polygon':
      return middleOfBox(boxOfPolygon(area.polygon));
    case 'neighbourhood':
    case 'cameras':
      return undefined;
  }
}

const middleOfBox = ({ west, south, east, north }: Box): Place => ({
  lat: (south + north) / 2,
  lon: (west + east) / 2,
});

/** How a camera relates to the middle of an area. */
export interface Vantage {
  readonly distanceM: number;
  readonly view: CameraView;
  /** A building of the map stands between. */
  readonly isBlocked?: true;
}

/** `undefined` where the area has no middle, or the camera no place. Without `buildings`, none is looked for. */
export function vantageOf(
  camera: CameraPlace | undefined,
  area: Area,
  buildings?: Buildings,
): Vantage | undefined {
  const middle = middleOf(area);
  if (!middle || !camera) return undefined;
  const isBlocked = buildings?.standBetween(camera, middle) ?? false;
  const seen = { distanceM: distanceM(camera, middle), view: viewOf(camera, middle) };
  return { ...seen, ...(isBlocked && { isBlocked }) };
}
