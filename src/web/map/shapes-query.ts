import { api } from '../api/client.ts';
import type { WardMap } from '../api/shapes.ts';
import { useQuery } from '../app/query.ts';

/** Neighbourhood boundaries, streets and landmarks; empty until somebody imported them. */
export const useMapShapes = (): WardMap | undefined =>
  useQuery('map', (signal) => api.getMap({ signal })).data;
