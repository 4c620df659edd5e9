import type { z } from 'zod';
import type {
  ApiToken,
  FactorDue,
  IssuedLink,
  OpenSession,
  PastLinkUse,
  SeenLink,
  User,
  UserLink,
} from '../../access/index.ts';
import { formatInstant, type SessionId } from '../../core/index.ts';
import type { People } from '../terms/person.ts';
import type { apiToken, sessionList, signedIn, tokenList } from './account-schemas.ts';
import type { oneTimeLink, resetList, seenLink } from './link-schemas.ts';
import type { UserJson } from './user-schemas.ts';

type SessionListJson = z.input<typeof sessionList>;

export const userJson = ({ id, name, fullName, role, enabled, createdAtMs, email }: User): UserJson => ({
  id,
  name,
  fullName,
  role,
  enabled,
  createdAt: formatInstant(createdAtMs),
  email,
});

/** `linkUsed`: the last use of a one-time link of the account. */
export const signedInJson = (
  user: User,
  owes: FactorDue | undefined,
  linkUsed: PastLinkUse | undefined,
): z.input<typeof signedIn> => ({
  ...userJson(user),
  ...(owes && { owes }),
  ...(linkUsed && { linkUsed: { at: formatInstant(linkUsed.atMs), address: linkUsed.address } }),
});

export const linkJson = ({ token, endsAtMs }: IssuedLink): z.input<typeof oneTimeLink> => ({
  token,
  endsAt: formatInstant(endsAtMs),
});

export const seenLinkJson = ({ user, asks, keepsFactor }: SeenLink): z.input<typeof seenLink> => ({
  ...(user && { user: { name: user.name, fullName: user.fullName, role: user.role } }),
  asks,
  keepsFactor,
});

/** `current`: the one that asks. */
export const sessionListJson = (
  open: readonly OpenSession[],
  current: SessionId | undefined,
): SessionListJson => ({ sessions: open.map((session) => sessionJson(session, current)) });

const sessionJson = (
  { id, station, signedInAtMs, lastUsedAtMs, isHalf }: OpenSession,
  current: SessionId | undefined,
): SessionListJson['sessions'][number] => ({
  id,
  ...station,
  isHalf,
  isCurrent: id === current,
  signedInAt: formatInstant(signedInAtMs),
  lastUsedAt: formatInstant(lastUsedAtMs),
});

export const tokenListJson = (tokens: readonly ApiToken[]): z.input<typeof tokenList> => ({
  tokens: tokens.map(tokenJson),
});

export const tokenJson = ({ id, role, purpose, actions, ...at }: ApiToken): z.input<typeof apiToken> => ({
  id,
  role,
  purpose,
  ...(actions && { actions: [...actions] }),
  createdAt: formatInstant(at.createdAtMs),
  expiresAt: formatInstant(at.expiresAtMs),
  ...(at.revokedAtMs === undefined ? {} : { revokedAt: formatInstant(at.revokedAtMs) }),
  ...(at.lastUsedAtMs === undefined ? {} : { lastUsedAt: formatInstant(at.lastUsedAtMs) }),
});

/** A reset that was ordered on the host. */
export const resetJson = (
  { sha256, userId, fromMs, endsAtMs }: UserLink,
  people: People,
): z.input<typeof resetList>['resets'][number] => ({
  id: sha256,
  person: people(userId),
  from: formatInstant(fromMs),
  endsAt: formatInstant(endsAtMs),
});
