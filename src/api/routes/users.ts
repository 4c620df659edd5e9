import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../body.ts';
import { answersJson, json, type Route } from '../route.ts';
import { newUser, user, userList } from '../schemas/user.ts';
import { userJson, userWithPassword } from '../user-form.ts';

export const userRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/users',
    allow: 'manage-users',
    operation: 'listUsers',
    summary: 'All users.',
    answers: answersJson(userList),
    handle: async () => json({ users: (await deps.users.list()).map(userJson) }),
  },
  {
    method: 'post',
    path: '/api/users',
    allow: 'manage-users',
    operation: 'createUser',
    summary: 'Makes a user with a role and a first password.',
    body: newUser,
    answers: answersJson(user, 201),
    handle: async ({ body }) => {
      const made = await userWithPassword(bodyOf(newUser, body), deps);
      await deps.users.create(made);
      return json(userJson(made), 201);
    },
  },
];
