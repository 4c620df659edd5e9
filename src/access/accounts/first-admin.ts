import type { Clock } from '../../core/index.ts';
import type { PasswordHasher, User } from '../users.ts';
import { type GivenUser, userCreated, userToBe } from './create-user.ts';
import type { AccountLinkRepository } from './link-repository.ts';
import { linkRefused, openLink } from './link-token.ts';
import { hashOfNewPassword } from './new-password.ts';

export interface FirstAdminTools {
  readonly links: AccountLinkRepository;
  readonly passwords: PasswordHasher;
  readonly clock: Clock;
}

export interface GivenAdmin extends Omit<GivenUser, 'role'> {
  readonly password: string;
}

/**
 * Makes the first admin; only a right token is worth the work that a password is. Errors: those of `userToBe` and
 * `hashOfNewPassword`; `link-refused` (forbidden) for a wrong, used or replaced token, and once there is any user.
 */
export async function redeemFirstAdmin(
  { links, passwords, clock }: FirstAdminTools,
  token: string,
  { password, ...given }: GivenAdmin,
): Promise<User> {
  const nowMs = clock.nowMs();
  const link = await openLink(links, token, nowMs);
  if (link.purpose !== 'first-admin') throw linkRefused();
  const admin = userToBe({ ...given, role: 'admin' }, nowMs);
  const passwordHash = await hashOfNewPassword(passwords, password, admin);
  const isMade = await links.makeFirstAdmin(link, { ...admin, passwordHash }, userCreated({ nowMs }, admin));
  if (!isMade) throw linkRefused();
  return admin;
}
