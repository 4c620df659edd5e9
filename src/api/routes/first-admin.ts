import { z } from 'zod';
import { redeemFirstAdmin } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../body.ts';
import { json, type Route } from '../route.ts';
import { userForm, userJson, userWithPassword } from '../user-form.ts';

const form = z.strictObject({ token: z.string().min(1).max(200), ...userForm });

export const firstAdminRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'post',
    path: '/api/first-admin',
    allow: 'anyone',
    summary: 'Makes the first admin, with the token of the one-time link.',
    handle: async ({ body }) => {
      const { token, ...given } = bodyOf(form, body);
      const admin = await userWithPassword({ ...given, role: 'admin' }, deps);
      await redeemFirstAdmin(deps.firstAdmin, token, admin);
      return json(userJson(admin), 201);
    },
  },
];
