import { checkPassword } from '../../access/index.ts';
import { AppError, formatInstant, isId, notFound } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../http/body.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { userJson, userWithPassword } from './user-form.ts';
import { newUser, user, userChanges, userList } from './user-schemas.ts';

export const userRoutes = (deps: ApiDeps): Route[] => [
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
    summary: 'Makes a user with a role and a first password.',
    body: newUser,
    answers: answersJson(user, 201),
    handle: async ({ user: admin, body }) => {
      const made = await userWithPassword(bodyOf(newUser, body), deps);
      const detail = { role: made.role };
      const event = custodyEvent({ user: admin, nowMs: made.createdAtMs }, 'user-created', {
        subject: made.id,
        detail,
      });
      await deps.users.create(made, event);
      return json(userJson(made), 201);
    },
  },
  {
    method: 'patch',
    path: '/api/users/:id',
    allow: 'manage-users',
    operation: 'changeUser',
    summary:
      'Lets a user sign in or no longer, or gives another password, which ends the tokens too; ends the sessions.',
    body: userChanges,
    answers: answersJson(user),
    handle: (call) => change(deps, call),
  },
];

async function list({ users, factors, lockOut, clock }: ApiDeps): Promise<Reply> {
  const [known, enrolled, locked] = await Promise.all([
    users.list(),
    factors.enrolled(),
    lockOut.locked(clock.nowMs()),
  ]);
  const listed = known.map((each) => {
    const lockedUntilMs = locked.get(each.id);
    return {
      ...userJson(each),
      hasSecondFactor: enrolled.has(each.id),
      ...(lockedUntilMs !== undefined && { lockedUntil: formatInstant(lockedUntilMs) }),
    };
  });
  return json({ users: listed });
}

async function change({ users, passwords, clock }: ApiDeps, call: UserCall): Promise<Reply> {
  const { id = '' } = call.params;
  const { enabled, password } = bodyOf(userChanges, call.body);
  const known = isId('user', id) ? await users.byId(id) : undefined;
  if (!known) throw notFound('user-not-found', 'There is no such user.');
  if (known.id === call.user.id && enabled === false)
    throw new AppError('conflict', 'user-is-self', 'Nobody shuts out themselves: the last admin would.');
  if (password !== undefined) checkPassword(password, known);
  const changes = {
    ...(enabled === undefined ? {} : { enabled }),
    ...(password === undefined ? {} : { passwordHash: await passwords.hash(password), endsTokens: true }),
  };
  const event = custodyEvent({ user: call.user, nowMs: clock.nowMs() }, 'user-changed', {
    subject: known.id,
    detail: { what: whatOf(enabled, password) },
  });
  await users.change(known.id, changes, event);
  return json(userJson({ ...known, ...(enabled === undefined ? {} : { enabled }) }));
}

const whatOf = (enabled: boolean | undefined, password: string | undefined): string =>
  [enabled === undefined ? [] : enabled ? 'enabled' : 'disabled', password === undefined ? [] : 'password']
    .flat()
    .join(' ');
