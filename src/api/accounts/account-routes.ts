import { changePassword } from '../../access/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../http/body.ts';
import { answersJson, answersNothing, nothing, type Reply, type Route, type UserCall } from '../route.ts';
import { passwordChange, sessionList } from './account-schemas.ts';
import { endSessions, listSessions } from './open-sessions.ts';
import { newEmail } from './user-schemas.ts';

/** One's own password, address and sessions. */
export const accountRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'post',
    path: '/api/account/password',
    allow: 'signed-in',
    operation: 'changePassword',
    summary: 'Gives oneself another password; every other session ends.',
    body: passwordChange,
    answers: answersNothing,
    handle: (call) => change(deps, call),
  },
  {
    method: 'put',
    path: '/api/account/email',
    allow: 'signed-in',
    operation: 'setEmail',
    summary: 'Says where notifications reach oneself.',
    body: newEmail,
    answers: answersNothing,
    handle: async ({ user, body }) => {
      const { email } = bodyOf(newEmail, body);
      const matter = { subject: user.id, detail: { changed: 'email' } };
      const event = custodyEvent({ user, nowMs: deps.clock.nowMs() }, 'user-changed', matter);
      await deps.users.setEmail(user.id, email, event);
      return nothing;
    },
  },
  {
    method: 'get',
    path: '/api/account/sessions',
    allow: 'signed-in',
    operation: 'listOwnSessions',
    summary: "One's open sessions: where, since when, last used when.",
    answers: answersJson(sessionList),
    handle: ({ user, session }) => listSessions(deps, user.id, session.id),
  },
  {
    method: 'delete',
    path: '/api/account/sessions',
    allow: 'signed-in',
    operation: 'endOtherSessions',
    summary: 'Ends all of them but the one that asks.',
    answers: answersNothing,
    handle: ({ user, session }) =>
      endSessions(deps, { actor: user, userId: user.id, which: { allBut: session.id } }),
  },
  {
    method: 'delete',
    path: '/api/account/sessions/:id',
    allow: 'signed-in',
    operation: 'endOwnSession',
    summary: 'Ends one of them.',
    answers: answersNothing,
    handle: ({ user, params }) =>
      endSessions(deps, { actor: user, userId: user.id, which: { named: params.id } }),
  },
];

async function change(deps: ApiDeps, { user, session, body }: UserCall): Promise<Reply> {
  const { current, password } = bodyOf(passwordChange, body);
  await changePassword(deps, user, { current, next: password, nowMs: deps.clock.nowMs() });
  await session.begin(user);
  return nothing;
}
