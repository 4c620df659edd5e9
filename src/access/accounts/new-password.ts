import { checkPassword, type PasswordHasher, type User } from '../users.ts';

/** The hash of a password that a user has chosen. Errors: those of `checkPassword`. */
export async function hashOfNewPassword(
  passwords: Pick<PasswordHasher, 'hash'>,
  password: string,
  user: Pick<User, 'name' | 'fullName'>,
): Promise<string> {
  checkPassword(password, user);
  return passwords.hash(password);
}
