import { AppError } from '../core/index.ts';
import type { Throttle } from './sign-in-throttle.ts';
import type { PasswordHasher, User, Users } from './users.ts';

export interface SignInTools {
  readonly users: Users;
  readonly passwords: PasswordHasher;
  readonly throttle: Throttle;
}

export interface SignInTry {
  readonly name: string;
  readonly password: string;
  /** Where the try comes from. */
  readonly address: string;
}

/**
 * The user who proved to be one. An unknown name, a wrong password and a disabled user get the same answer after the
 * same time. Errors: `sign-in-refused` (unauthenticated), `too-many-tries` (unavailable).
 */
export async function signIn(tools: SignInTools, attempt: SignInTry): Promise<User> {
  const { users, passwords, throttle } = tools;
  const key = `${attempt.name}\n${attempt.address}`;
  await throttle.admit(key);
  const known = await users.byName(attempt.name);
  const isRight = await passwords.verify(known?.passwordHash, attempt.password);
  if (!known?.enabled || !isRight) {
    throw new AppError('unauthenticated', 'sign-in-refused', 'Name or password is wrong.');
  }
  await throttle.forget(key);
  const { passwordHash: _, ...user } = known;
  return user;
}
