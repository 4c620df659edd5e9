import { api } from '../api/client.ts';
import type { WardMap } from '../api/shapes.ts';
import { useQuery } from '../base/query.ts';

/** Neighbourhood boundaries, streets and landmarks; empty before the first import. */
export const useMapShapes = (): WardMap | undefined =>
  useQuery('map', (signal) => api.getMap({ signal })).data;
