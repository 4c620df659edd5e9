import type { UserId } from '../core/index.ts';

/** Names what a user sets by a one-time link. */
export type LinkPurpose = 'password' | 'second-factor' | 'both';

/** A one-time link. Only the hash of its token is stored. */
interface LinkFacts {
  readonly sha256: string;
  readonly fromMs: number;
  readonly endsAtMs: number;
}

/** The link that makes the first admin. */
export interface FirstAdminLink extends LinkFacts {
  readonly purpose: 'first-admin';
}

/** A link for a user whom there is. */
export interface UserLink extends LinkFacts {
  readonly purpose: LinkPurpose;
  readonly userId: UserId;
}

export type AccountLink = FirstAdminLink | UserLink;
