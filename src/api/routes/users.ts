import { z } from 'zod';
import { roles } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../body.ts';
import { json, type Route } from '../route.ts';
import { userForm, userJson, userWithPassword } from '../user-form.ts';

const form = z.strictObject({ ...userForm, role: z.enum(roles) });

export const userRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/users',
    allow: 'manage-users',
    summary: 'All users.',
    handle: async () => json({ users: (await deps.users.list()).map(userJson) }),
  },
  {
    method: 'post',
    path: '/api/users',
    allow: 'manage-users',
    summary: 'Makes a user with a role and a first password.',
    handle: async ({ body }) => {
      const user = await userWithPassword(bodyOf(form, body), deps);
      await deps.users.create(user);
      return json(userJson(user), 201);
    },
  },
];
