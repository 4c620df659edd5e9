import { checkPassword } from '../../access/index.ts';
import { AppError, isId, notFound } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../body.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { newUser, user, userChanges, userList } from '../schemas/user.ts';
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
  {
    method: 'patch',
    path: '/api/users/:id',
    allow: 'manage-users',
    operation: 'changeUser',
    summary: 'Lets a user sign in or no longer, or gives another password; ends the sessions of the user.',
    body: userChanges,
    answers: answersJson(user),
    handle: (call) => change(deps, call),
  },
];

async function change({ users, passwords }: ApiDeps, call: UserCall): Promise<Reply> {
  const { id = '' } = call.params;
  const { enabled, password } = bodyOf(userChanges, call.body);
  const known = isId('user', id) ? await users.byId(id) : undefined;
  if (!known) throw notFound('user-not-found', 'There is no such user.');
  if (known.id === call.user.id && enabled === false)
    throw new AppError('conflict', 'user-is-self', 'Nobody shuts out themselves: the last admin would.');
  if (password !== undefined) checkPassword(password, known);
  await users.change(known.id, {
    ...(enabled === undefined ? {} : { enabled }),
    ...(password === undefined ? {} : { passwordHash: await passwords.hash(password) }),
  });
  return json(userJson({ ...known, ...(enabled === undefined ? {} : { enabled }) }));
}
