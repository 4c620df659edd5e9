import { invalid, isId, notFound, type UserId } from '../core/index.ts';
import type { CustodyEvent } from '../custody/index.ts';
import type { UserLink } from './account-link.ts';
import type { Role } from './roles.ts';

export interface User {
  readonly id: UserId;
  /** Lower case; what they log in with. */
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
  readonly enabled: boolean;
  readonly createdAtMs: number;
  /** Since when the user has this role; absent where it is the first one. */
  readonly roleSinceMs?: number;
  /** Where notifications reach the user. */
  readonly email?: string;
}

export interface NewUser extends User {
  /** Absent until the user has set a password. */
  readonly passwordHash?: string;
}

export interface UserChanges {
  readonly enabled?: boolean;
  readonly passwordHash?: string;
  readonly role?: Role;
  readonly roleSinceMs?: number;
}

/** A mail to a person. */
export interface AccountLetter {
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** The address, where it is not the one that the person has when the mail is sent. */
  readonly to?: string;
}

/** On what terms an account is changed. */
export interface ChangeTerms {
  /** Refused once the founding of the ward is over. Errors: `conflict` `proposal-needed`. */
  readonly isFounding?: boolean;
  /** To every custodian but the user. */
  readonly letter?: AccountLetter;
}

/** On what terms an address is changed. */
export interface EmailTerms {
  /** Refused once the founding of the ward is over. Errors: `conflict` `own-email-only`. */
  readonly isFounding: boolean;
  /** To the address of before, where there was another. */
  readonly letter: AccountLetter;
}

/** On what terms a user is made; `link`: by which the user sets a password. */
export interface MakingTerms extends ChangeTerms {
  readonly link?: UserLink;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface UserRepository {
  /** One transaction. Errors: `conflict` `user-name-taken`, `proposal-needed`. */
  create(user: NewUser, event: CustodyEvent, terms?: MakingTerms): Promise<void>;
  list(): Promise<User[]>;
  /**
   * One transaction. Every session and token of the user ends, whatever is changed: what somebody had before must not
   * come back when the user is enabled again. Admins are disabled, or get another role, one after the other, by one who is
   * still enabled. Errors, conflict: `last-admin`, `actor-disabled`, `proposal-needed`.
   */
  change(id: UserId, changes: UserChanges, event: CustodyEvent, terms?: ChangeTerms): Promise<void>;
  /** One transaction. It ends no session. Without `email` no mail reaches the user. Errors: `conflict` `own-email-only`. */
  setEmail(id: UserId, email: string | undefined, event: CustodyEvent, terms: EmailTerms): Promise<void>;
  byId(id: UserId): Promise<User | undefined>;
  byName(name: string): Promise<NewUser | undefined>;
}

/** The user whom a caller names by id: anybody's text. Errors: `user-not-found`. */
export async function userOfId(users: Pick<UserRepository, 'byId'>, id = ''): Promise<User> {
  const known = isId('user', id) ? await users.byId(id) : undefined;
  if (!known) throw notFound('user-not-found', 'There is no such user.');
  return known;
}

/** Makes and checks password hashes that are costly to guess. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long without a hash as with one, so that its time does not reveal which names exist. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

const nameForm = /^[a-z0-9][a-z0-9._-]{1,62}$/;
const minPasswordLength = 12;
/** Longer ones only cost us time. */
const maxPasswordLength = 256;

/** The name itself, or `user-name-invalid`. */
export function checkUserName(name: string): string {
  if (nameForm.test(name)) return name;
  throw invalid(
    'user-name-invalid',
    'A user name has 2 to 63 of a-z, 0-9, ".", "_" and "-", and begins with a letter or a digit.',
    'name',
  );
}

/**
 * Length makes a password strong (NIST SP 800-63B section 5.1.1); there is no rule for its characters. Errors:
 * `password-too-short`, `password-too-long`, `password-is-name`. Characters are code points, after NFC.
 */
export function checkPassword(password: string, { name, fullName }: Pick<User, 'name' | 'fullName'>): void {
  const length = [...password.normalize('NFC')].length;
  if (length < minPasswordLength) {
    throw invalid(
      'password-too-short',
      `A password has ${minPasswordLength} characters or more.`,
      'password',
    );
  }
  if (length > maxPasswordLength) {
    throw invalid('password-too-long', `A password has ${maxPasswordLength} characters at most.`, 'password');
  }
  if ([name, fullName].some((own) => folded(own) === folded(password))) {
    throw invalid('password-is-name', 'A password must not be the name of its user.', 'password');
  }
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, '');
