import { useMemo } from 'preact/hooks';
import { api } from '../api/client.ts';
import { useQuery } from '../app/query.ts';

/** By id. */
export function useCameraNames(): ReadonlyMap<string, string> {
  const { data } = useQuery('cameras', (signal) => api.listCameras({ signal }));
  return useMemo(() => new Map(data?.cameras.map(({ id, name }) => [id, name])), [data]);
}
