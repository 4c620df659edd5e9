import { newId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import { checkUserName, type User, type UserRepository } from '../users.ts';
import { isWeighty } from '../weighty.ts';
import { type AccountActor, accountEvent } from './account-event.ts';
import { checkEmail } from './email.ts';
import { type IssuedLink, newUserLink } from './link-token.ts';
import { letterOfLoneAct } from './lone-act-letter.ts';

/** The data that an admin enters for a new user. */
export interface GivenUser extends Pick<User, 'name' | 'fullName' | 'role'> {
  readonly email?: string | undefined;
}

/** A user without a password, whose name and address keep the rules. Errors: those of `checkUserName`, `checkEmail`. */
export function userToBe({ name, fullName, role, email }: GivenUser, createdAtMs: number): User {
  checkUserName(name);
  if (email !== undefined) checkEmail(email);
  const user = { id: newId('user', createdAtMs), name, fullName, role, enabled: true, createdAtMs };
  return email === undefined ? user : { ...user, email };
}

export const userCreated = (by: AccountActor, { id, role }: User): CustodyEvent =>
  accountEvent(by, 'user-created', id, { role });

/**
 * Makes a user with a role and no password, and the link by which that person sets one. Custodians get a mail about another admin.
 * Errors: those of `userToBe`, `user-name-taken` (conflict), `proposal-needed` (conflict) after the founding.
 */
export async function createUser(
  users: Pick<UserRepository, 'create'>,
  by: AccountActor,
  given: GivenUser,
): Promise<{ readonly user: User; readonly link: IssuedLink }> {
  const user = userToBe(given, by.nowMs);
  const { link, issued } = newUserLink(user.id, 'password', by.nowMs);
  await users.create(user, userCreated(by, user), {
    link,
    isFounding: isWeighty(user.role),
    ...(user.role === 'admin' && { letter: letterOfLoneAct('admin-made', user) }),
  });
  return { user, link: issued };
}
