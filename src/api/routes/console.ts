import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Route } from '../route.ts';
import { consoleSettings } from '../schemas/console.ts';

export const consoleRoutes = ({ settings: { mapTiles } }: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/console',
    allow: 'signed-in',
    operation: 'getConsoleSettings',
    summary: 'How the site wants its console: pictures under the map.',
    answers: answersJson(consoleSettings),
    handle: async () => json({ ...(mapTiles && { mapTiles }) }),
  },
];
