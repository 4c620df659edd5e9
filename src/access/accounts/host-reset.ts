import { dayMs, notFound } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { UserLink } from '../account-link.ts';
import type { AccountLetter, User } from '../users.ts';
import { type AccountActor, accountEvent } from './account-event.ts';
import { letterOfHostReset } from './link-letter.ts';
import { type IssuedLink, newUserLink } from './link-token.ts';

/** Stores resets that were ordered on the host: links to another password and another second factor. */
export interface HostResetRepository {
  /**
   * One transaction: the link in place of an earlier one, and the letter to the person and to all custodians, admins and
   * auditors. Answers the number of people who are notified.
   */
  order(link: UserLink, letter: AccountLetter, event: CustodyEvent): Promise<number>;
  /** Those that were neither used nor stopped and have not ended, the oldest first. */
  pending(nowMs: number): Promise<UserLink[]>;
  /** One transaction. `false` when it was used or stopped meanwhile. */
  stop(sha256: string, event: CustodyEvent): Promise<boolean>;
}

/** So long the people of the ward can stop a reset before it works. */
const noticeMs = dayMs;

export interface HostResetOptions {
  /** During the founding no person is notified. */
  readonly isFounding: boolean;
  /** IANA zone in which people read times. */
  readonly timeZone: string;
}

/** A reset as whoever ordered it sees it. */
export interface OrderedReset {
  readonly link: IssuedLink;
  readonly fromMs: number;
  /** Number of people who are notified. */
  readonly told: number;
}

/**
 * Orders a reset of password and second factor on the host, for who lost the phone or is disabled in a ward where no second
 * person can confirm it; the use of the link enables the account too. The link works after 24 hours, and nothing changes
 * before it is used. A technician's link works at once, and so does any during the founding.
 */
export async function orderHostReset(
  resets: Pick<HostResetRepository, 'order'>,
  by: AccountActor,
  { id, name, fullName, role, enabled }: User,
  { isFounding, timeZone }: HostResetOptions,
): Promise<OrderedReset> {
  const fromMs = role === 'technician' || isFounding ? by.nowMs : by.nowMs + noticeMs;
  const { link, issued } = newUserLink(id, 'both', fromMs);
  const letter = letterOfHostReset({ name, fullName, enabled, fromMs, timeZone });
  const told = await resets.order(link, letter, accountEvent(by, 'link-issued', id, { purpose: 'both' }));
  return { link: issued, fromMs, told };
}

/** Stops a reset; its id is the digest of its token, and here anybody's text. Errors: `reset-not-found`. */
export async function stopHostReset(
  resets: Pick<HostResetRepository, 'pending' | 'stop'>,
  by: AccountActor,
  id = '',
): Promise<void> {
  const reset = (await resets.pending(by.nowMs)).find(({ sha256 }) => sha256 === id);
  if (reset && (await resets.stop(id, accountEvent(by, 'reset-stopped', reset.userId)))) return;
  throw notFound('reset-not-found', 'There is no such reset: it was used or stopped, or it has ended.');
}
