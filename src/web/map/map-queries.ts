import { api } from '../api/client.ts';
import type { ConsoleSettings, WardMap } from '../api/shapes.ts';
import { useQuery } from '../app/query.ts';

/** Neighbourhood boundaries, streets and landmarks; empty until somebody imported them. */
export const useMapShapes = (): WardMap | undefined =>
  useQuery('map', (signal) => api.getMap({ signal })).data;

/** How the site wants its console. */
export const useConsoleSettings = (): ConsoleSettings | undefined =>
  useQuery('console-settings', (signal) => api.getConsoleSettings({ signal })).data;
