import { api } from '../api/client.ts';
import type { WardMap } from '../api/shapes.ts';
import { type Query, useQuery } from '../base/query.ts';

/** Neighbourhood boundaries, streets and landmarks; empty before the first import. */
export const useMapShapes = (): Query<WardMap> => useQuery('map', (signal) => api.getMap({ signal }));
