import { AppError, type Clock } from '../../core/index.ts';
import type { PasswordHasher, User, UserRepository } from '../users.ts';
import type { Throttle } from './sign-in-throttle.ts';
import { type ProofTools, tryProof } from './try-proof.ts';

export interface SignInTools extends ProofTools {
  readonly users: UserRepository;
  readonly passwords: PasswordHasher;
  readonly throttle: Throttle;
  readonly clock: Clock;
}

export interface SignInTry {
  readonly name: string;
  readonly password: string;
  /** Where the try comes from. */
  readonly address: string;
}

/**
 * The user who proved to be one, by the password alone. An unknown name, a wrong password, a disabled user and a locked
 * account get the same answer after the same time. Errors: `sign-in-refused` (unauthenticated), `too-many-tries`
 * (unavailable).
 */
export async function signIn(tools: SignInTools, attempt: SignInTry): Promise<User> {
  const { users, passwords, throttle, clock } = tools;
  const { name, password, address } = attempt;
  const key = `${name}\n${address}`;
  await throttle.admit(key);
  const known = await users.byName(name);
  const isProved = await tryProof(tools, {
    name,
    userId: known?.id,
    proof: 'password',
    nowMs: clock.nowMs(),
    isRight: async () => (await passwords.verify(known?.passwordHash, password)) && known?.enabled === true,
  });
  if (!known || !isProved) {
    throw new AppError(
      'unauthenticated',
      'sign-in-refused',
      'Name or password is wrong, or there were too many tries.',
    );
  }
  await throttle.forget(key);
  const { passwordHash: _, ...user } = known;
  return user;
}
