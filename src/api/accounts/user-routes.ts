import { changeUser, createUser, userOfId } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { userJson } from './account-json.ts';
import { emailFaults, newUser, user, userChanges, userList } from './user-schemas.ts';

type UserDeps = Pick<ApiDeps, 'users' | 'passwords' | 'factors' | 'clock'>;

export const userRoutes = (deps: UserDeps): Route[] => [
  {
    method: 'get',
    path: '/api/users',
    allow: 'manage-users',
    operation: 'listUsers',
    summary: 'All users.',
    answers: answersJson(userList),
    handle: () => list(deps),
  },
  {
    method: 'post',
    path: '/api/users',
    allow: 'manage-users',
    operation: 'createUser',
    summary: 'Creates a user with a role and a first password.',
    body: newUser,
    answers: answersJson(user, 201),
    handle: async (call) => {
      const made = await createUser(deps, actorOf(deps, call), parsedBody(newUser, call.body, emailFaults));
      return json(userJson(made), 201);
    },
  },
  {
    method: 'patch',
    path: '/api/users/:id',
    allow: 'manage-users',
    operation: 'changeUser',
    summary: 'Enables or disables a user, or sets a new password; ends the sessions and tokens.',
    body: userChanges,
    answers: answersJson(user),
    handle: (call) => change(deps, call),
  },
];

async function list({ users, factors }: UserDeps): Promise<Reply> {
  const [known, enrolled] = await Promise.all([users.list(), factors.enrolled()]);
  const listed = known.map((each) => ({ ...userJson(each), hasSecondFactor: enrolled.has(each.id) }));
  return json({ users: listed });
}

async function change(deps: UserDeps, call: UserCall): Promise<Reply> {
  const order = parsedBody(userChanges, call.body);
  const known = await userOfId(deps.users, call.params.id);
  const changed = await changeUser(deps, actorOf(deps, call), known, order);
  return json(userJson(changed));
}
