import { useMemo } from 'preact/hooks';
import { api } from '../api/client.ts';
import { useQuery } from '../app/query.ts';
import type { MapCamera } from '../map/map-layers.ts';

/** The cameras that are on the map already, but for one. */
export function useOtherCameras(exceptId: string | undefined): readonly MapCamera[] {
  const { data } = useQuery('cameras', (signal) => api.listCameras({ signal }));
  return useMemo(
    () =>
      (data?.cameras ?? []).flatMap(({ id, name, place }): MapCamera[] =>
        place && id !== exceptId ? [{ id, name, place, tone: 'faint' }] : [],
      ),
    [data, exceptId],
  );
}
