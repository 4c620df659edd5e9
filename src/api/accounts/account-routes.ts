import {
  changeEmail,
  changePassword,
  endOtherSessions,
  endSession,
  openSessionsOf,
} from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import {
  answersJson,
  answersNothing,
  json,
  nothing,
  type Reply,
  type Route,
  type UserCall,
} from '../route.ts';
import { sessionListJson } from './account-json.ts';
import { passwordChange, sessionList } from './account-schemas.ts';
import { emailFaults, newEmail } from './user-schemas.ts';

type AccountDeps = Pick<
  ApiDeps,
  'users' | 'passwords' | 'sessions' | 'tries' | 'custody' | 'clock' | 'settings'
>;

/** One's own password, address and sessions. */
export const accountRoutes = (deps: AccountDeps): Route[] => [
  {
    method: 'post',
    path: '/api/account/password',
    allow: 'signed-in',
    operation: 'changePassword',
    summary: 'Changes the caller’s password; every other session and every token ends.',
    body: passwordChange,
    answers: answersNothing,
    handle: (call) => change(deps, call),
  },
  {
    method: 'put',
    path: '/api/account/email',
    allow: 'signed-in',
    operation: 'setEmail',
    summary: 'Sets or removes the address for the caller’s notifications; the earlier one gets a letter.',
    body: newEmail,
    answers: answersNothing,
    handle: async (call) => {
      const { email } = parsedBody(newEmail, call.body, emailFaults);
      await changeEmail(deps.users, actorOf(deps, call), call.user, email ?? undefined);
      return nothing;
    },
  },
  {
    method: 'get',
    path: '/api/account/sessions',
    allow: 'signed-in',
    operation: 'listOwnSessions',
    summary: 'Open sessions of the caller: address, start, last use.',
    answers: answersJson(sessionList),
    handle: async ({ user, session }) => {
      const open = await openSessionsOf(deps, user.id, deps.settings.sessionMs);
      return json(sessionListJson(open, session.id));
    },
  },
  {
    method: 'delete',
    path: '/api/account/sessions',
    allow: 'signed-in',
    operation: 'endOtherSessions',
    summary: 'Ends all other sessions of the caller.',
    answers: answersNothing,
    handle: async (call) => {
      const own = { userId: call.user.id, allBut: call.session.id };
      await endOtherSessions(deps.sessions, actorOf(deps, call), own);
      return nothing;
    },
  },
  {
    method: 'delete',
    path: '/api/account/sessions/:id',
    allow: 'signed-in',
    operation: 'endOwnSession',
    summary: 'Ends one session.',
    answers: answersNothing,
    handle: async (call) => {
      const own = { userId: call.user.id, named: call.params.id };
      await endSession(deps.sessions, actorOf(deps, call), own);
      return nothing;
    },
  },
];

async function change(deps: AccountDeps, { user, session, body }: UserCall): Promise<Reply> {
  const { current, password } = parsedBody(passwordChange, body);
  await changePassword(deps, user, { current, next: password, nowMs: deps.clock.nowMs() });
  await session.begin(user);
  return nothing;
}
