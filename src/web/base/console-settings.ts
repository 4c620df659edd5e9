import type { ConsoleSettings } from '../../client/api.ts';
import { api } from '../api/client.ts';
import { useQuery } from './query.ts';

/** How the site wants its console, once that is known. */
export const useConsoleSettings = (): ConsoleSettings | undefined =>
  useQuery('console-settings', (signal) => api.getConsoleSettings({ signal })).data;
