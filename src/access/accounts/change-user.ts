import { AppError } from '../../core/index.ts';
import type { User, UserRepository } from '../users.ts';
import { type AccountActor, accountEvent } from './account-event.ts';

/** Changes of an account. */
export interface UserOrder {
  readonly enabled: boolean;
}

/**
 * Lets a user sign in or no longer, which ends the sessions and tokens of the user. Errors: `user-is-self`, `last-admin`,
 * `actor-disabled` (conflict).
 */
export async function changeUser(
  users: Pick<UserRepository, 'change'>,
  by: AccountActor,
  known: User,
  { enabled }: UserOrder,
): Promise<User> {
  if (known.id === by.user?.id && !enabled)
    throw new AppError(
      'conflict',
      'user-is-self',
      'You cannot disable your own account: it may be the last admin.',
    );
  const event = accountEvent(by, 'user-changed', known.id, { what: enabled ? 'enabled' : 'disabled' });
  await users.change(known.id, { enabled }, event);
  return { ...known, enabled };
}
