import { checkOwnPassword, hashOfToken, newApiToken } from '../../access/index.ts';
import { invalid, parseInstant } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../http/body.ts';
import { answersJson, answersNothing, json, type Reply, type Route, type UserCall } from '../route.ts';
import { tokenJson } from './account-json.ts';
import { madeToken, newToken, tokenList } from './account-schemas.ts';
import { listTokens, revokeToken } from './kept-tokens.ts';

const path = '/api/account/tokens';

/** One's own tokens. A token makes no token: these routes are for people. */
export const tokenRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path,
    allow: 'signed-in',
    operation: 'listOwnTokens',
    summary: "One's tokens for programs, newest first; never the tokens themselves.",
    answers: answersJson(tokenList),
    handle: ({ user }) => listTokens(deps, user.id),
  },
  {
    method: 'post',
    path,
    allow: 'signed-in',
    operation: 'makeToken',
    summary: "Makes a token for a program, of one's role or less of it, for a year at most; shown once.",
    body: newToken,
    answers: answersJson(madeToken, 201),
    handle: (call) => make(deps, call),
  },
  {
    method: 'delete',
    path: `${path}/:id`,
    allow: 'signed-in',
    operation: 'revokeOwnToken',
    summary: 'Revokes one of them.',
    answers: answersNothing,
    handle: ({ user, params }) => revokeToken(deps, { actor: user, ownerId: user.id, named: params.id }),
  },
];

async function make(deps: ApiDeps, { user, body }: UserCall): Promise<Reply> {
  const { expiresAt, password, ...form } = bodyOf(newToken, body);
  const nowMs = deps.clock.nowMs();
  const expiresAtMs = parseInstant(expiresAt);
  if (expiresAtMs === undefined) throw invalid('instant-invalid', 'expiresAt is not RFC 3339.', 'expiresAt');
  const { token, text } = newApiToken(user, { ...form, expiresAtMs }, nowMs);
  // A token goes round the second factor: an open browser must not be enough to make one.
  await checkOwnPassword(deps, user, { password, field: 'password', nowMs });
  const event = custodyEvent({ user, nowMs }, 'token-made', {
    subject: user.id,
    detail: { token: token.id, role: token.role },
  });
  await deps.tokens.create(token, hashOfToken(text), event);
  return json({ ...tokenJson(token), text }, 201);
}
