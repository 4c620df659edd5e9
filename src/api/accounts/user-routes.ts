import { changeUser, createUser, userOfId } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { linkJson, userJson } from './account-json.ts';
import { oneTimeLink } from './link-schemas.ts';
import { emailFaults, newUser, user, userChanges, userList } from './user-schemas.ts';

type UserDeps = Pick<ApiDeps, 'users' | 'factors' | 'clock'>;

/** `link`: by which that person sets a password. */
const madeUser = user.extend({ link: oneTimeLink }).meta({ id: 'MadeUser' });

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
    summary: 'Creates a user with a role, and the one-time link by which that person sets a password.',
    body: newUser,
    answers: answersJson(madeUser, 201),
    handle: (call) => create(deps, call),
  },
  {
    method: 'patch',
    path: '/api/users/:id',
    allow: 'manage-users',
    operation: 'changeUser',
    summary: 'Enables or disables a user, or gives another role; ends the sessions and tokens.',
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

async function create({ users, clock }: UserDeps, call: UserCall): Promise<Reply> {
  const given = parsedBody(newUser, call.body, emailFaults);
  const made = await createUser(users, actorOf({ clock }, call), given);
  return json({ ...userJson(made.user), link: linkJson(made.link) }, 201);
}

async function change(deps: UserDeps, call: UserCall): Promise<Reply> {
  const order = parsedBody(userChanges, call.body);
  const known = await userOfId(deps.users, call.params.id);
  const changed = await changeUser(deps.users, actorOf(deps, call), known, order);
  return json(userJson(changed));
}
