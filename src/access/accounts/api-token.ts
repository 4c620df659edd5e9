import { randomBytes } from 'node:crypto';
import { AppError, invalid, newId, sha256Hex, type TokenId, type UserId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import { type Action, may, type Role } from '../roles.ts';
import type { User } from '../users.ts';

/** A key of a program that acts for its owner. */
export interface ApiToken {
  readonly id: TokenId;
  readonly ownerId: UserId;
  /** The owner's, when it was made: with another role of the owner it opens nothing. */
  readonly role: Role;
  /** The task of the program. */
  readonly purpose: string;
  /** All it may do; without, whatever its role may. */
  readonly actions?: readonly Action[];
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly revokedAtMs?: number;
  /** To the minute; absent until it is used. */
  readonly lastUsedAtMs?: number;
}

export interface NewToken {
  readonly token: ApiToken;
  readonly sha256: string;
  /** Hash of the password that its owner has shown. */
  readonly passwordHash: string;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface ApiTokenRepository {
  /**
   * One transaction: the token, by its SHA-256, and the event. `false`, and nothing, when the owner has another password
   * than the one that was shown, or is disabled: so that no token is made while its owner's tokens end.
   */
  create(token: NewToken, event: CustodyEvent): Promise<boolean>;
  /** Newest first. */
  ofOwner(ownerId: UserId): Promise<ApiToken[]>;
  bySha256(sha256: string): Promise<ApiToken | undefined>;
  /** Keeps that it was used; at most once a minute. */
  used(id: TokenId, nowMs: number): Promise<void>;
  /** One transaction; the first time counts. `false` when the owner has no such token. */
  revoke(ownerId: UserId, id: TokenId, event: CustodyEvent): Promise<boolean>;
}

/** The token that a user requests. */
export interface TokenForm {
  readonly purpose: string;
  readonly expiresAtMs: number;
  readonly actions?: readonly Action[];
}

/** So that a leaked one is known for what it is, by people and by scanners. */
const prefix = 'minhchung_';
const maxLifeMs = 366 * 24 * 3_600_000;

/** Actions that take a person: no program decides about people, acts in their place or sees a picture. */
const peopleOnly: ReadonlySet<Action> = new Set<Action>([
  'manage-users',
  'close-founding',
  'see-proposals',
  'answer-proposals',
  'stop-resets',
  'see-enrolment-stills',
  'see-contributors',
  'open-actors',
  'open-emergencies',
  'countersign-emergencies',
  'see-footage',
  'decide-requests',
  'name-deputies',
]);

export const hashOfToken = (text: string): string => sha256Hex(Buffer.from(text, 'utf8'));

/**
 * A token of 256 random bits; only its hash is stored. Errors, invalid: `token-expiry-out-of-range`,
 * `token-action-refused` for an action that the role lacks or that takes a person.
 */
export function newApiToken(
  owner: User,
  { purpose, expiresAtMs, actions }: TokenForm,
  nowMs: number,
): { readonly token: ApiToken; readonly text: string } {
  if (expiresAtMs <= nowMs || expiresAtMs > nowMs + maxLifeMs) {
    throw invalid('token-expiry-out-of-range', 'A token ends within a year.', 'expiresAt');
  }
  if (actions?.some((action) => !may(owner.role, action) || peopleOnly.has(action))) {
    throw invalid('token-action-refused', 'A token of this role cannot have that action.', 'actions');
  }
  const token: ApiToken = {
    id: newId('token', nowMs),
    ownerId: owner.id,
    role: owner.role,
    purpose,
    createdAtMs: nowMs,
    expiresAtMs,
    ...(actions && { actions }),
  };
  return { token, text: prefix + randomBytes(32).toString('base64url') };
}

/** Whether it opens anything for that user now. */
export const isLiveToken = (token: ApiToken, owner: User | undefined, nowMs: number): boolean =>
  token.revokedAtMs === undefined &&
  nowMs < token.expiresAtMs &&
  owner?.id === token.ownerId &&
  owner.enabled &&
  owner.role === token.role;

/** Never more than its role, nor than what it was limited to. */
export const tokenMay = ({ role, actions }: ApiToken, action: Action): boolean =>
  may(role, action) && !peopleOnly.has(action) && (actions === undefined || actions.includes(action));

/** The same answer for every unusable token, so that none can tell which tokens exist. */
export const tokenRefused = (): AppError =>
  new AppError('unauthenticated', 'token-refused', 'The token is unknown, has ended, or was revoked.');
