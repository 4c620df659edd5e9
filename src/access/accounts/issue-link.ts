import { AppError } from '../../core/index.ts';
import type { LinkPurpose } from '../account-link.ts';
import type { User } from '../users.ts';
import { type AccountActor, accountEvent } from './account-event.ts';
import type { AccountLinkRepository } from './link-repository.ts';
import { type IssuedLink, newUserLink } from './link-token.ts';

/**
 * Issues a one-time link with which a user sets another password or second factor. It replaces the user's earlier link and
 * ends every session and token. A password that it replaces ends at once, a second factor when the link is used. Errors:
 * `user-is-self` (conflict).
 */
export async function issueAccountLink(
  links: Pick<AccountLinkRepository, 'issue'>,
  by: AccountActor,
  { id }: Pick<User, 'id'>,
  purpose: LinkPurpose,
): Promise<IssuedLink> {
  if (id === by.user?.id) throw ownAccount();
  const { link, issued } = newUserLink(id, purpose, by.nowMs);
  await links.issue(link, accountEvent(by, 'link-issued', id, { purpose }));
  return issued;
}

const ownAccount = (): AppError =>
  new AppError(
    'conflict',
    'user-is-self',
    'Change your own password and second factor on your account page.',
  );
