import { isId, notFound, type UserId } from '../../core/index.ts';
import type { ActingUser } from '../../custody/index.ts';
import type { User } from '../users.ts';
import { type AccountActor, accountEvent } from './account-event.ts';
import {
  type ApiToken,
  type ApiTokenRepository,
  hashOfToken,
  newApiToken,
  type TokenForm,
} from './api-token.ts';
import { checkOwnPassword, type PasswordTools, passwordWrong } from './change-password.ts';

export interface TokenTools extends PasswordTools {
  readonly tokens: ApiTokenRepository;
}

/** Somebody who is signed in, and acts now. */
export interface SignedInActor {
  readonly user: User & ActingUser;
  readonly nowMs: number;
}

/**
 * Makes a token for a program of one's own; its text is never told again. Errors: those of `newApiToken`, and
 * `password-wrong` (invalid).
 */
export async function makeToken(
  tools: TokenTools,
  { user, nowMs }: SignedInActor,
  { password, ...form }: TokenForm & { readonly password: string },
): Promise<{ readonly token: ApiToken; readonly text: string }> {
  const { token, text } = newApiToken(user, form, nowMs);
  // A token goes round the second factor: an open browser must not be enough to make one.
  const passwordHash = await checkOwnPassword(tools, user, { password, field: 'password', nowMs });
  const detail = { token: token.id, role: token.role };
  const event = accountEvent({ user, nowMs }, 'token-made', user.id, detail);
  const isMade = await tools.tokens.create({ token, sha256: hashOfToken(text), passwordHash }, event);
  if (!isMade) throw passwordWrong('password');
  return { token, text };
}

/** `named` is what a caller calls the token: anybody's text. Errors: `token-not-found`. */
export async function revokeToken(
  tokens: ApiTokenRepository,
  by: AccountActor,
  { ownerId, named = '' }: { readonly ownerId: UserId; readonly named: string | undefined },
): Promise<void> {
  const event = accountEvent(by, 'token-revoked', ownerId, { token: named });
  if (isId('token', named) && (await tokens.revoke(ownerId, named, event))) return;
  throw notFound('token-not-found', 'There is no such token.');
}
