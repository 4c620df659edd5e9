import { redeemFirstAdmin } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { parsedBody } from '../http/body.ts';
import { answersJson, json, type Route } from '../route.ts';
import { userJson } from './account-json.ts';
import { firstAdmin, user } from './user-schemas.ts';

export const firstAdminRoutes = (deps: Pick<ApiDeps, 'firstAdmin' | 'passwords' | 'clock'>): Route[] => [
  {
    method: 'post',
    path: '/api/first-admin',
    allow: 'anyone',
    operation: 'makeFirstAdmin',
    summary: 'Creates the first admin, with the token of the one-time link.',
    body: firstAdmin,
    answers: answersJson(user, 201),
    handle: async ({ body }) => {
      const { token, ...given } = parsedBody(firstAdmin, body);
      return json(userJson(await redeemFirstAdmin(deps, token, given)), 201);
    },
  },
];
