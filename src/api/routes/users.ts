import { formatInstant } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../body.ts';
import { answersJson, json, type Reply, type Route } from '../route.ts';
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
        ...{ subject: made.id, detail },
      });
      await deps.users.create(made, event);
      return json(userJson(made), 201);
    },
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
