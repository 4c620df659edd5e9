import { AppError, type UserId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { Role } from '../roles.ts';
import type { User, UserChanges, UserRepository } from '../users.ts';
import { isWeighty } from '../weighty.ts';
import { type AccountActor, accountEvent } from './account-event.ts';
import { letterOfLoneAct } from './lone-act-letter.ts';

/** Changes of an account. */
export interface UserOrder {
  readonly enabled?: boolean | undefined;
  readonly role?: Role | undefined;
}

/**
 * Lets a user sign in or no longer, or gives another role; ends the sessions and tokens of the user. Other custodians
 * get a mail about one who is disabled. Errors, conflict: `user-is-self`, `last-admin`, `actor-disabled`, `proposal-needed`.
 */
export async function changeUser(
  users: Pick<UserRepository, 'change'>,
  by: AccountActor,
  known: User,
  { enabled, role }: UserOrder,
): Promise<User> {
  if (known.id === by.user?.id && (enabled === false || role !== undefined)) throw ownAccount();
  const changes = {
    ...(enabled !== undefined && { enabled }),
    ...(role !== undefined && role !== known.role && { role, roleSinceMs: by.nowMs }),
  };
  const givesPower = enabled === true || changes.role !== undefined;
  const isLoss = known.role === 'custodian' && enabled === false;
  await users.change(known.id, changes, userChanged(by, known.id, changes), {
    isFounding: givesPower && isWeighty(known.role, role ?? known.role),
    ...(isLoss && { letter: letterOfLoneAct('custodian-disabled', known) }),
  });
  return { ...known, ...changes };
}

/** The event of a change that is no secret. */
export function userChanged(by: AccountActor, id: UserId, { enabled, role }: UserChanges): CustodyEvent {
  const standing = enabled === undefined ? [] : [enabled ? 'enabled' : 'disabled'];
  const what = [...standing, ...(role === undefined ? [] : ['role'])].join(' ');
  return accountEvent(by, 'user-changed', id, { what, ...(role !== undefined && { role }) });
}

const ownAccount = (): AppError =>
  new AppError(
    'conflict',
    'user-is-self',
    'You can neither disable your own account nor change its role: it may be the last admin.',
  );
