import { isId, notFound, type UserId } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, answersNothing, nothing, type Route, type UserCall } from '../route.ts';
import { sessionList, tokenList } from './account-schemas.ts';
import { listTokens, revokeToken } from './kept-tokens.ts';
import { endSessions, listSessions } from './open-sessions.ts';

const path = '/api/users/:id';

/** What an admin does with the account of another: takes away, never looks in. */
export const userAccountRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'post',
    path: `${path}/unlock`,
    allow: 'manage-users',
    operation: 'unlockUser',
    summary: 'Ends the lock after too many tries.',
    answers: answersNothing,
    handle: async (call) => {
      const userId = await namedUser(deps, call);
      await deps.lockOut.unlock(userId, eventOf(deps, call, userId, 'account-unlocked'));
      return nothing;
    },
  },
  {
    method: 'delete',
    path: `${path}/second-factor`,
    allow: 'manage-users',
    operation: 'resetSecondFactor',
    summary:
      'Takes the second factor and its recovery codes away, and ends every session and token of the user.',
    answers: answersNothing,
    handle: async (call) => {
      const userId = await namedUser(deps, call);
      await deps.factors.reset(userId, eventOf(deps, call, userId, 'totp-reset'));
      return nothing;
    },
  },
  {
    method: 'get',
    path: `${path}/sessions`,
    allow: 'manage-users',
    operation: 'listSessionsOfUser',
    summary: "A user's open sessions.",
    answers: answersJson(sessionList),
    handle: async (call) => listSessions(deps, await namedUser(deps, call), call.session.id),
  },
  {
    method: 'delete',
    path: `${path}/sessions`,
    allow: 'manage-users',
    operation: 'endSessionsOfUser',
    summary: 'Ends all of them.',
    answers: answersNothing,
    handle: async (call) =>
      endSessions(deps, {
        actor: call.user,
        userId: await namedUser(deps, call),
        which: { allBut: undefined },
      }),
  },
  {
    method: 'delete',
    path: `${path}/sessions/:sessionId`,
    allow: 'manage-users',
    operation: 'endSessionOfUser',
    summary: 'Ends one of them.',
    answers: answersNothing,
    handle: async (call) =>
      endSessions(deps, {
        actor: call.user,
        userId: await namedUser(deps, call),
        which: { named: call.params.sessionId },
      }),
  },
  {
    method: 'get',
    path: `${path}/tokens`,
    allow: 'manage-users',
    operation: 'listTokensOfUser',
    summary: "A user's tokens for programs.",
    answers: answersJson(tokenList),
    handle: async (call) => listTokens(deps, await namedUser(deps, call)),
  },
  {
    method: 'delete',
    path: `${path}/tokens/:tokenId`,
    allow: 'manage-users',
    operation: 'revokeTokenOfUser',
    summary: 'Revokes one of them.',
    answers: answersNothing,
    handle: async (call) =>
      revokeToken(deps, {
        actor: call.user,
        ownerId: await namedUser(deps, call),
        named: call.params.tokenId,
      }),
  },
];

/** Errors: `user-not-found`. */
async function namedUser({ users }: ApiDeps, { params: { id = '' } }: UserCall): Promise<UserId> {
  const known = isId('user', id) ? await users.byId(id) : undefined;
  if (!known) throw notFound('user-not-found', 'There is no such user.');
  return known.id;
}

const eventOf = (
  { clock }: ApiDeps,
  { user }: UserCall,
  subject: UserId,
  name: 'account-unlocked' | 'totp-reset',
) => custodyEvent({ user, nowMs: clock.nowMs() }, name, { subject });
