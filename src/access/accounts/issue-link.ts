import { AppError } from '../../core/index.ts';
import type { LinkPurpose } from '../account-link.ts';
import type { User } from '../users.ts';
import { isWeighty } from '../weighty.ts';
import { type AccountActor, accountEvent } from './account-event.ts';
import type { AccountLinkRepository } from './link-repository.ts';
import { type IssuedLink, newUserLink } from './link-token.ts';

/**
 * Issues a one-time link with which a user sets another password or second factor. It replaces the user's earlier link and
 * ends every session and token. A password that it replaces ends at once, a second factor when the link is used. Errors:
 * `user-is-self`, `proposal-needed` (conflict).
 */
export async function issueAccountLink(
  links: Pick<AccountLinkRepository, 'issue'>,
  by: AccountActor,
  { id, role }: Pick<User, 'id' | 'role'>,
  purpose: LinkPurpose,
): Promise<IssuedLink> {
  if (id === by.user?.id) throw ownAccount();
  const { link, issued } = newUserLink(id, purpose, by.nowMs);
  const event = accountEvent(by, 'link-issued', id, { purpose });
  // The host is not a person of the ward: whoever works there can change the catalogue itself.
  await links.issue(link, event, { isFounding: by.hostAccount === undefined && isWeighty(role) });
  return issued;
}

const ownAccount = (): AppError =>
  new AppError(
    'conflict',
    'user-is-self',
    'Change your own password and second factor on your account page.',
  );
