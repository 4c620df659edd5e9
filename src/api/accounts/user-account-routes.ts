import {
  changeEmail,
  endOtherSessions,
  endSession,
  issueAccountLink,
  type LinkPurpose,
  openSessionsOf,
  revokeToken,
  userOfId,
} from '../../access/index.ts';
import type { UserId } from '../../core/index.ts';
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
import { linkJson, sessionListJson, tokenListJson } from './account-json.ts';
import { sessionList, tokenList } from './account-schemas.ts';
import { oneTimeLink } from './link-schemas.ts';
import { emailFaults, newEmail } from './user-schemas.ts';

const path = '/api/users/:id';

type UserAccountDeps = Pick<ApiDeps, 'users' | 'links' | 'sessions' | 'tokens' | 'clock' | 'settings'>;

/** Acts of an admin on another account: they take access away or set its address, and show nothing inside it. */
export const userAccountRoutes = (deps: UserAccountDeps): Route[] => [
  {
    method: 'put',
    path: `${path}/email`,
    allow: 'manage-users',
    operation: 'setEmailOfUser',
    summary:
      'Sets or removes the address of a user; after the founding not of an officer, a custodian or an auditor.',
    body: newEmail,
    answers: answersNothing,
    handle: async (call) => {
      const { email } = parsedBody(newEmail, call.body, emailFaults);
      const known = await userOfId(deps.users, call.params.id);
      await changeEmail(deps.users, actorOf(deps, call), known, email ?? undefined);
      return nothing;
    },
  },
  {
    method: 'post',
    path: `${path}/password-reset`,
    allow: 'manage-users',
    operation: 'resetPassword',
    summary:
      'Ends the password, every session and every token of a user; answers the one-time link to a new password.',
    answers: answersJson(oneTimeLink, 201),
    handle: (call) => reset(deps, call, 'password'),
  },
  {
    method: 'post',
    path: `${path}/second-factor-reset`,
    allow: 'manage-users',
    operation: 'resetSecondFactor',
    summary:
      'Ends every session and token of a user; answers the one-time link to another second factor, which asks for the user’s password.',
    answers: answersJson(oneTimeLink, 201),
    handle: (call) => reset(deps, call, 'second-factor'),
  },
  {
    method: 'get',
    path: `${path}/sessions`,
    allow: 'manage-users',
    operation: 'listSessionsOfUser',
    summary: 'Open sessions of a user.',
    answers: answersJson(sessionList),
    handle: async (call) => {
      const open = await openSessionsOf(deps, await namedUser(deps, call), deps.settings.sessionMs);
      return json(sessionListJson(open, call.session.id));
    },
  },
  {
    method: 'delete',
    path: `${path}/sessions`,
    allow: 'manage-users',
    operation: 'endSessionsOfUser',
    summary: 'Ends all sessions of a user.',
    answers: answersNothing,
    handle: async (call) => {
      const every = { userId: await namedUser(deps, call), allBut: undefined };
      await endOtherSessions(deps.sessions, actorOf(deps, call), every);
      return nothing;
    },
  },
  {
    method: 'delete',
    path: `${path}/sessions/:sessionId`,
    allow: 'manage-users',
    operation: 'endSessionOfUser',
    summary: 'Ends one session.',
    answers: answersNothing,
    handle: async (call) => {
      const one = { userId: await namedUser(deps, call), named: call.params.sessionId };
      await endSession(deps.sessions, actorOf(deps, call), one);
      return nothing;
    },
  },
  {
    method: 'get',
    path: `${path}/tokens`,
    allow: 'manage-users',
    operation: 'listTokensOfUser',
    summary: 'Tokens of a user for programs.',
    answers: answersJson(tokenList),
    handle: async (call) => json(tokenListJson(await deps.tokens.ofOwner(await namedUser(deps, call)))),
  },
  {
    method: 'delete',
    path: `${path}/tokens/:tokenId`,
    allow: 'manage-users',
    operation: 'revokeTokenOfUser',
    summary: 'Revokes one token.',
    answers: answersNothing,
    handle: async (call) => {
      const one = { ownerId: await namedUser(deps, call), named: call.params.tokenId };
      await revokeToken(deps.tokens, actorOf(deps, call), one);
      return nothing;
    },
  },
];

async function reset(deps: UserAccountDeps, call: UserCall, purpose: LinkPurpose): Promise<Reply> {
  const known = await userOfId(deps.users, call.params.id);
  return json(linkJson(await issueAccountLink(deps.links, actorOf(deps, call), known, purpose)), 201);
}

/** Errors: `user-not-found`. */
const namedUser = async ({ users }: UserAccountDeps, { params }: UserCall): Promise<UserId> =>
  (await userOfId(users, params.id)).id;
