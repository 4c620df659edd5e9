import { newId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import {
  checkPassword,
  checkUserName,
  type NewUser,
  type PasswordHasher,
  type User,
  type UserRepository,
} from '../users.ts';
import { type AccountActor, accountEvent } from './account-event.ts';
import { checkEmail } from './email.ts';

/** The data that an admin enters for a new user. */
export interface GivenUser extends Pick<User, 'name' | 'fullName' | 'role'> {
  readonly password: string;
  readonly email?: string | undefined;
}

/** A user whose name, password and address keep the rules. Errors: those of `checkUserName`, `checkPassword`, `checkEmail`. */
export async function userWithPassword(
  passwords: PasswordHasher,
  { name, fullName, role, password, email }: GivenUser,
  createdAtMs: number,
): Promise<NewUser> {
  checkUserName(name);
  checkPassword(password, { name, fullName });
  if (email !== undefined) checkEmail(email);
  const passwordHash = await passwords.hash(password);
  const id = newId('user', createdAtMs);
  const user = { id, name, fullName, role, enabled: true, createdAtMs, passwordHash };
  return email === undefined ? user : { ...user, email };
}

export const userCreated = (by: AccountActor, { id, role }: NewUser): CustodyEvent =>
  accountEvent(by, 'user-created', id, { role });

/** Makes a user with a role and a first password. Errors: those of `userWithPassword`, `user-name-taken` (conflict). */
export async function createUser(
  { users, passwords }: { readonly users: UserRepository; readonly passwords: PasswordHasher },
  by: AccountActor,
  given: GivenUser,
): Promise<User> {
  const made = await userWithPassword(passwords, given, by.nowMs);
  await users.create(made, userCreated(by, made));
  return made;
}
