import { redeemFirstAdmin } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../http/body.ts';
import { answersJson, json, type Route } from '../route.ts';
import { userJson, userWithPassword } from './user-form.ts';
import { firstAdmin, user } from './user-schemas.ts';

export const firstAdminRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'post',
    path: '/api/first-admin',
    allow: 'anyone',
    operation: 'makeFirstAdmin',
    summary: 'Makes the first admin, with the token of the one-time link.',
    body: firstAdmin,
    answers: answersJson(user, 201),
    handle: async ({ body }) => {
      const { token, ...given } = bodyOf(firstAdmin, body);
      const make = () => userWithPassword({ ...given, role: 'admin' }, deps);
      const admin = await redeemFirstAdmin(deps.firstAdmin, token, make);
      return json(userJson(admin), 201);
    },
  },
];
