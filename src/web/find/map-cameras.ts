import type { CameraFootage, ListedCamera } from '../api/shapes.ts';
import type { MapCamera } from '../map/map-layers.ts';

/** All cameras that have a place; once a place is looked at, those that are not near it stand back. */
export function mapCameras(
  all: readonly ListedCamera[],
  near: readonly CameraFootage[] | undefined,
  chosen: string | undefined,
): MapCamera[] {
  const nearby = new Set(near?.map(({ id }) => id));
  return all.flatMap(({ id, name, place }): MapCamera[] => {
    if (!place) return [];
    const isFaint = near !== undefined && !nearby.has(id);
    return [{ id, name, place, tone: id === chosen ? 'chosen' : isFaint ? 'faint' : 'usual' }];
  });
}
