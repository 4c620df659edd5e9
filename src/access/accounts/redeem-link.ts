import type { Clock } from '../../core/index.ts';
import { type ActStation, linkMatter } from '../../custody/index.ts';
import type { LinkPurpose } from '../account-link.ts';
import { atStation, type StationRepository } from '../station/index.ts';
import { type User, userOfId } from '../users.ts';
import { accountEvent } from './account-event.ts';
import { checkOwnPassword, type PasswordTools } from './change-password.ts';
import { userChanged } from './change-user.ts';
import { letterOfLinkUse } from './link-letter.ts';
import type { AccountLinkRepository } from './link-repository.ts';
import { linkRefused, openLink } from './link-token.ts';
import { hashOfNewPassword } from './new-password.ts';
import type { SecondFactorRepository } from './second-factor.ts';

export interface LinkTools extends PasswordTools {
  readonly links: AccountLinkRepository;
  readonly factors: Pick<SecondFactorRepository, 'of'>;
  readonly clock: Clock;
  readonly stations: Pick<StationRepository, 'acts'>;
}

/** A link as the person who opens it sees it. */
export interface SeenLink {
  /** The user that it belongs to; absent for the link that makes the first admin. */
  readonly user?: User;
  /** A new password, or the one that the person has. */
  readonly asks: 'new-password' | 'own-password';
  /** Whether signing in afterwards takes a code: the second factor stays. */
  readonly keepsFactor: boolean;
}

/** What a link is for. Errors: `link-refused` (forbidden). */
export async function readLink(tools: LinkTools, token: string): Promise<SeenLink> {
  const link = await openLink(tools.links, token, tools.clock.nowMs());
  if (link.purpose === 'first-admin') return { asks: 'new-password', keepsFactor: false };
  const user = await userOfId(tools.users, link.userId);
  const { sealed } = await tools.factors.of(user.id);
  const keepsFactor = link.purpose === 'password' && sealed !== undefined;
  return { user, asks: setsPassword(link.purpose) ? 'new-password' : 'own-password', keepsFactor };
}

export interface LinkAnswer {
  readonly token: string;
  /**
   * The new password. With a link for another second factor alone the one that the person has: whoever hands the link over
   * does not know it.
   */
  readonly password: string;
}

/** Where and in which time zone a link is used. */
export interface LinkStation {
  readonly address: string;
  readonly station: ActStation;
  /** IANA zone in which people read times. */
  readonly timeZone: string;
}

/**
 * Uses a link up. The use is an event, a mail to the person, and shown after their next sign-ins: whoever hands a link over
 * cannot use it silently. Errors: `link-refused` (forbidden), those of `checkPassword`, `password-wrong` (invalid).
 */
export async function redeemLink(
  tools: LinkTools,
  { token, password }: LinkAnswer,
  { address, station, timeZone }: LinkStation,
): Promise<User> {
  const nowMs = tools.clock.nowMs();
  const link = await openLink(tools.links, token, nowMs);
  if (link.purpose === 'first-admin') throw linkRefused();
  const user = await userOfId(tools.users, link.userId);
  const proved = await provedPassword(tools, user, { purpose: link.purpose, password, nowMs });
  const letter = letterOfLinkUse({ name: user.name, address, atMs: nowMs, timeZone });
  const by = { user, nowMs };
  const here = { user: { ...user, station }, nowMs };
  const { sameStation } = await atStation(tools.stations, here, linkMatter(user.id));
  const detail = { purpose: link.purpose, ...(sameStation && { sameStation }) };
  const event = accountEvent(by, 'link-used', user.id, detail);
  const enabling = user.enabled ? {} : { enabling: userChanged(by, user.id, { enabled: true }) };
  if (!(await tools.links.use({ link, ...proved, address, letter, event, ...enabling }))) throw linkRefused();
  return user;
}

const setsPassword = (purpose: LinkPurpose): boolean => purpose !== 'second-factor';

interface GivenPassword {
  readonly purpose: LinkPurpose;
  readonly password: string;
  readonly nowMs: number;
}

/** The hash of the new password; nothing where the password stays, which is then checked. */
async function provedPassword(
  tools: LinkTools,
  user: User,
  { purpose, password, nowMs }: GivenPassword,
): Promise<{ readonly passwordHash?: string }> {
  if (setsPassword(purpose))
    return { passwordHash: await hashOfNewPassword(tools.passwords, password, user) };
  await checkOwnPassword(tools, user, { password, field: 'password', nowMs });
  return {};
}
