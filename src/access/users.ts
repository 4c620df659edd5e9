import { invalid, type UserId } from '../core/index.ts';
import type { CustodyEvent } from '../custody/index.ts';
import type { Role } from './roles.ts';

export interface User {
  readonly id: UserId;
  /** Lower case; what they log in with. */
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
  readonly enabled: boolean;
  readonly createdAtMs: number;
  /** Where notifications reach the user. */
  readonly email?: string;
}

export interface NewUser extends User {
  readonly passwordHash: string;
}

export interface UserChanges {
  readonly enabled?: boolean;
  readonly passwordHash?: string;
  /** Of the tokens too: the account is taken back from whoever had it. */
  readonly endsTokens?: boolean;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface Users {
  /** One transaction. Errors: `conflict` `user-name-taken`. */
  create(user: NewUser, event: CustodyEvent): Promise<void>;
  list(): Promise<User[]>;
  /** One transaction. A disabled user and one with another password are signed out everywhere. */
  change(id: UserId, changes: UserChanges, event: CustodyEvent): Promise<void>;
  /** One transaction. Nobody is signed out by it. */
  setEmail(id: UserId, email: string, event: CustodyEvent): Promise<void>;
  byId(id: UserId): Promise<User | undefined>;
  byName(name: string): Promise<NewUser | undefined>;
}

/** Makes and checks password hashes that are costly to guess. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long without a hash as with one, so that nobody learns which names exist. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

const nameForm = /^[a-z0-9][a-z0-9._-]{1,62}$/;
const shortestPassword = 12;
/** Longer ones only cost us time. */
const longestPassword = 256;

/** The name itself, or `user-name-invalid`. */
export function checkUserName(name: string): string {
  if (nameForm.test(name)) return name;
  throw invalid(
    'user-name-invalid',
    'A user name has 2 to 63 of a-z, 0-9, ".", "_" and "-", and begins with a letter or digit.',
    'name',
  );
}

/**
 * Length is what makes a password strong (NIST SP 800-63B section 5.1.1); nothing is asked of its characters.
 * Errors: `password-too-short`, `password-too-long`, `password-is-name`. Characters are code points, after NFC.
 */
export function checkPassword(password: string, { name, fullName }: Pick<User, 'name' | 'fullName'>): void {
  const length = [...password.normalize('NFC')].length;
  if (length < shortestPassword) {
    throw invalid('password-too-short', `A password has ${shortestPassword} characters or more.`, 'password');
  }
  if (length > longestPassword) {
    throw invalid('password-too-long', `A password has ${longestPassword} characters at most.`, 'password');
  }
  if ([name, fullName].some((own) => folded(own) === folded(password))) {
    throw invalid('password-is-name', 'A password must not be the name of its user.', 'password');
  }
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, '');
