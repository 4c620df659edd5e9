import { useMemo } from 'preact/hooks';
import { api } from '../api/client.ts';
import { useQuery } from '../base/query.ts';

/** By id. */
export function useCameraNames(): ReadonlyMap<string, string> {
  const { data } = useCameras();
  return useMemo(() => new Map(data?.cameras.map(({ id, name }) => [id, name])), [data]);
}

/** For who has nothing to choose from without them. */
export const useCameras = () => useQuery('cameras', (signal) => api.listCameras({ signal }));
