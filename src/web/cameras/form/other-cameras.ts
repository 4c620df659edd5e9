import { useMemo } from 'preact/hooks';
import type { MapCamera } from '../../map/map-layers.ts';
import { useCameras } from '../../names/camera-names.ts';

/** The cameras that are on the map already, but for one. */
export function useOtherCameras(exceptId: string | undefined): readonly MapCamera[] {
  const { data } = useCameras();
  return useMemo(
    () =>
      (data?.cameras ?? []).flatMap(({ id, name, place }): MapCamera[] =>
        place && id !== exceptId ? [{ id, name, place, tone: 'faint' }] : [],
      ),
    [data, exceptId],
  );
}
