import { useMemo } from 'preact/hooks';
import { api } from '../api/client.ts';
import { useQuery } from '../base/query.ts';

/** By id. */
export function useNeighbourhoodNames(): ReadonlyMap<string, string> {
  const { data } = useQuery('neighbourhoods', (signal) => api.listNeighbourhoods({ signal }));
  return useMemo(() => new Map(data?.neighbourhoods.map(({ id, name }) => [id, name])), [data]);
}
