import { isId, notFound, type UserId } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { type Caller, json, nothing, type Reply } from '../route.ts';
import { tokenJson } from './account-json.ts';

export const listTokens = async ({ tokens }: ApiDeps, ownerId: UserId): Promise<Reply> =>
  json({ tokens: (await tokens.ofOwner(ownerId)).map(tokenJson) });

export interface RevokedToken {
  readonly actor: Caller;
  readonly ownerId: UserId;
  /** As a caller named it. */
  readonly named: string | undefined;
}

/** Errors: `token-not-found`. */
export async function revokeToken(
  { tokens, clock }: ApiDeps,
  { actor, ownerId, named = '' }: RevokedToken,
): Promise<Reply> {
  const event = custodyEvent({ user: actor, nowMs: clock.nowMs() }, 'token-revoked', {
    subject: ownerId,
    detail: { token: named },
  });
  if (isId('token', named) && (await tokens.revoke(ownerId, named, event))) return nothing;
  throw notFound('token-not-found', 'There is no such token.');
}
