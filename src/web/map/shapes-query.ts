import { ifServed } from '../api/client.ts';
import { useQuery } from '../app/query.ts';

/** Neighbourhood boundaries and streets, where the service keeps some. */
export const useMapShapes = (): GeoJSON.GeoJsonObject | undefined =>
  useQuery('map', (signal) => ifServed<GeoJSON.GeoJsonObject>({ method: 'GET', path: '/api/map', signal }))
    .data;
