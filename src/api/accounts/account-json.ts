import type { z } from 'zod';
import type { ApiToken, FactorDue, OpenSession, User } from '../../access/index.ts';
import { formatInstant, type SessionId } from '../../core/index.ts';
import type { apiToken, sessionList, signedIn } from './account-schemas.ts';
import { userJson } from './user-form.ts';

type SessionJson = z.input<typeof sessionList>['sessions'][number];

export const signedInJson = (user: User, owes: FactorDue | undefined): z.input<typeof signedIn> => ({
  ...userJson(user),
  ...(owes && { owes }),
});

export const sessionJson = (
  { id, station, signedInAtMs, lastUsedAtMs, isHalf }: OpenSession,
  current: SessionId | undefined,
): SessionJson => ({
  id,
  ...station,
  isHalf,
  isCurrent: id === current,
  signedInAt: formatInstant(signedInAtMs),
  lastUsedAt: formatInstant(lastUsedAtMs),
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
