import { z } from 'zod';
import { newId } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { parsedBody } from '../http/body.ts';
import { answersJson, json, type Route } from '../route.ts';

const newNeighbourhood = z
  .strictObject({ name: z.string().trim().min(1).max(200) })
  .meta({ id: 'NewNeighbourhood' });

const neighbourhood = z
  .strictObject({
    id: z.string(),
    siteId: z.string().meta({ description: 'the site where it was added; all use it' }),
    name: z.string(),
  })
  .meta({ id: 'Neighbourhood' });

const neighbourhoodList = z.strictObject({ neighbourhoods: z.array(neighbourhood) });

type NeighbourhoodDeps = Pick<ApiDeps, 'cameras' | 'clock' | 'settings'>;

export const neighbourhoodRoutes = ({ cameras, clock, settings }: NeighbourhoodDeps): Route[] => [
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
    summary: 'Adds a neighbourhood to the ward.',
    body: newNeighbourhood,
    answers: answersJson(neighbourhood, 201),
    handle: async ({ body }) => {
      const { name } = parsedBody(newNeighbourhood, body);
      const added = { id: newId('neighbourhood', clock.nowMs()), siteId: settings.site, name };
      await cameras.addNeighbourhood(added);
      return json(added, 201);
    },
  },
];
