import { newId } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../http/body.ts';
import { answersJson, json, type Route } from '../route.ts';
import { neighbourhood, neighbourhoodList, newNeighbourhood } from './neighbourhood-schemas.ts';

export const neighbourhoodRoutes = ({ cameras, clock, settings }: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/neighbourhoods',
    allow: 'see-neighbourhoods',
    operation: 'listNeighbourhoods',
    summary: 'All neighbourhoods, by name.',
    answers: answersJson(neighbourhoodList),
    handle: async () => json({ neighbourhoods: await cameras.neighbourhoods() }),
  },
  {
    method: 'post',
    path: '/api/neighbourhoods',
    allow: 'manage-neighbourhoods',
    operation: 'addNeighbourhood',
    summary: 'Adds a neighbourhood to the site.',
    body: newNeighbourhood,
    answers: answersJson(neighbourhood, 201),
    handle: async ({ body }) => {
      const { name } = bodyOf(newNeighbourhood, body);
      const added = { id: newId('neighbourhood', clock.nowMs()), siteId: settings.site, name };
      await cameras.addNeighbourhood(added);
      return json(added, 201);
    },
  },
];
