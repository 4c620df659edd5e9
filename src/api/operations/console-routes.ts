import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Route } from '../route.ts';
import { consoleSettings } from './console-schemas.ts';

const hourMs = 3_600_000;

export const consoleRoutes = ({ settings: { mapTiles, requestMaxMs } }: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/console',
    allow: 'signed-in',
    operation: 'getConsoleSettings',
    summary: 'How the site wants its console: pictures under the map, how long a request may reach.',
    answers: answersJson(consoleSettings),
    handle: async () => json({ requestMaxHours: requestMaxMs / hourMs, ...(mapTiles && { mapTiles }) }),
  },
];
