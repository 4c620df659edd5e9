import type { UserId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { AccountLink, FirstAdminLink, UserLink } from '../account-link.ts';
import type { AccountLetter, ChangeTerms, NewUser } from '../users.ts';

/** The use of a link, with all that it changes. */
export interface LinkUse {
  readonly link: UserLink;
  /** The hash of the new password, where the link sets one. */
  readonly passwordHash?: string;
  /** Where it was used. */
  readonly address: string;
  /** To the person. */
  readonly letter: AccountLetter;
  readonly event: CustodyEvent;
  /** The event of an account that the use enables again. */
  readonly enabling?: CustodyEvent;
}

/** When and where a link was used. */
export interface PastLinkUse {
  readonly atMs: number;
  readonly address: string;
}

/** Stores one-time links: an account has one that is not used yet, the newest. Errors: `unavailable` `catalogue-unavailable`. */
export interface AccountLinkRepository {
  /** Stores the link that makes the first admin; `false`, storing nothing, once any user exists. */
  offerFirstAdmin(link: FirstAdminLink): Promise<boolean>;
  /** One transaction: uses the link up and creates the user. `false` when it was used or replaced, or there is any user. */
  makeFirstAdmin(link: FirstAdminLink, admin: NewUser, event: CustodyEvent): Promise<boolean>;
  /**
   * One transaction: the link, the end of every session and token of its user, and of the password where the link sets
   * another one. The second factor stays in force until the link is used. Errors: `conflict` `proposal-needed`.
   */
  issue(link: UserLink, event: CustodyEvent, terms?: ChangeTerms): Promise<void>;
  /** Finds a link that was neither used nor replaced: of an enabled user, of no user yet, or of a reset from the host. */
  bySha256(sha256: string): Promise<AccountLink | undefined>;
  /**
   * One transaction: uses the link up, sets the password, removes the second factor where the link is for another one,
   * enables the user where the host ordered it, ends every session and token, and writes the letter. `false` when it was used or replaced meanwhile.
   */
  use(use: LinkUse): Promise<boolean>;
  /** The last use of a link of the user. */
  lastUse(userId: UserId): Promise<PastLinkUse | undefined>;
}
