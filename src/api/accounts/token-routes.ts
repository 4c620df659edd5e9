import { makeToken, revokeToken } from '../../access/index.ts';
import { instantOf } from '../../core/index.ts';
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
import { tokenJson, tokenListJson } from './account-json.ts';
import { madeToken, newToken, tokenList } from './account-schemas.ts';

const path = '/api/account/tokens';

type TokenDeps = Pick<ApiDeps, 'tokens' | 'users' | 'passwords' | 'tries' | 'custody' | 'clock'>;

/** One's own tokens. A token makes no token: these routes are for people. */
export const tokenRoutes = (deps: TokenDeps): Route[] => [
  {
    method: 'get',
    path,
    allow: 'signed-in',
    operation: 'listOwnTokens',
    summary: 'Tokens of the caller for programs, newest first; never the tokens themselves.',
    answers: answersJson(tokenList),
    handle: async ({ user }) => json(tokenListJson(await deps.tokens.ofOwner(user.id))),
  },
  {
    method: 'post',
    path,
    allow: 'signed-in',
    operation: 'makeToken',
    summary:
      'Creates a token for a program, with the caller’s role or a part of it, for at most a year; shown once.',
    body: newToken,
    answers: answersJson(madeToken, 201),
    handle: (call) => make(deps, call),
  },
  {
    method: 'delete',
    path: `${path}/:id`,
    allow: 'signed-in',
    operation: 'revokeOwnToken',
    summary: 'Revokes one token.',
    answers: answersNothing,
    handle: async (call) => {
      const own = { ownerId: call.user.id, named: call.params.id };
      await revokeToken(deps.tokens, actorOf(deps, call), own);
      return nothing;
    },
  },
];

async function make(deps: TokenDeps, call: UserCall): Promise<Reply> {
  const { expiresAt, ...form } = parsedBody(newToken, call.body);
  const expiresAtMs = instantOf(expiresAt, 'expiresAt');
  const { token, text } = await makeToken(deps, actorOf(deps, call), { ...form, expiresAtMs });
  return json({ ...tokenJson(token), text }, 201);
}
