import { AppError } from '../../core/index.ts';
import { checkPassword, type PasswordHasher, type User, type UserRepository } from '../users.ts';
import { type AccountActor, accountEvent } from './account-event.ts';

/** Changes of an account. */
export interface UserOrder {
  readonly enabled?: boolean | undefined;
  readonly password?: string | undefined;
}

/**
 * Lets a user sign in or no longer, or gives another password; either ends the sessions and tokens of the user. Errors:
 * `user-is-self`, `last-admin`, `actor-disabled` (conflict), those of `checkPassword`.
 */
export async function changeUser(
  { users, passwords }: { readonly users: UserRepository; readonly passwords: PasswordHasher },
  by: AccountActor,
  known: User,
  { enabled, password }: UserOrder,
): Promise<User> {
  if (known.id === by.user?.id && enabled === false)
    throw new AppError(
      'conflict',
      'user-is-self',
      'You cannot disable your own account: it may be the last admin.',
    );
  if (password !== undefined) checkPassword(password, known);
  const standing = enabled === undefined ? {} : { enabled };
  const secret = password === undefined ? {} : { passwordHash: await passwords.hash(password) };
  const event = accountEvent(by, 'user-changed', known.id, { what: whatOf(enabled, password) });
  await users.change(known.id, { ...standing, ...secret }, event);
  return { ...known, ...standing };
}

const whatOf = (enabled: boolean | undefined, password: string | undefined): string =>
  [enabled === undefined ? [] : enabled ? 'enabled' : 'disabled', password === undefined ? [] : 'password']
    .flat()
    .join(' ');
