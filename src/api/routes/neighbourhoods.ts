import { z } from 'zod';
import { newId } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../body.ts';
import { json, type Route } from '../route.ts';

const form = z.strictObject({ name: z.string().trim().min(1).max(200) });

export const neighbourhoodRoutes = ({ cameras, clock, settings }: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/neighbourhoods',
    allow: 'see-neighbourhoods',
    summary: 'All neighbourhoods, by name.',
    handle: async () => json({ neighbourhoods: await cameras.neighbourhoods() }),
  },
  {
    method: 'post',
    path: '/api/neighbourhoods',
    allow: 'manage-neighbourhoods',
    summary: 'Adds a neighbourhood to the site.',
    handle: async ({ body }) => {
      const { name } = bodyOf(form, body);
      const neighbourhood = { id: newId('neighbourhood', clock.nowMs()), siteId: settings.site, name };
      await cameras.addNeighbourhood(neighbourhood);
      return json(neighbourhood, 201);
    },
  },
];
