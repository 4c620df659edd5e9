import { randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError, type Clock, sha256Hex } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { NewUser, PasswordHasher, User } from '../users.ts';
import { type GivenUser, userCreated, userWithPassword } from './create-user.ts';

/** Keeps the one-time link that makes the first admin: only the hash of its token. */
export interface FirstAdminRepository {
  /** Stores the hash and drops an earlier one; `false`, storing nothing, once any user exists. */
  offer(tokenSha256: string): Promise<boolean>;
  /** The hash on offer; `undefined` when there is none or it was used. */
  offered(): Promise<string | undefined>;
  /**
   * One transaction: uses the link up and creates the user. `false` when the link was used or replaced meanwhile, or there
   * is any user.
   */
  redeem(tokenSha256: string, admin: NewUser, event: CustodyEvent): Promise<boolean>;
}

const hashOf = (token: string): string => sha256Hex(Buffer.from(token, 'utf8'));

/** A new token of 256 bits for the link, or `undefined` once any user exists. It is shown once and never stored. */
export async function offerFirstAdmin(link: FirstAdminRepository): Promise<string | undefined> {
  const token = randomBytes(32).toString('base64url');
  return (await link.offer(hashOf(token))) ? token : undefined;
}

export interface FirstAdminTools {
  readonly firstAdmin: FirstAdminRepository;
  readonly passwords: PasswordHasher;
  readonly clock: Clock;
}

/**
 * Makes the first admin; only a right token is worth the work that a password is. Errors: those of `userWithPassword`,
 * `first-admin-token-refused` (forbidden) for a wrong, used or replaced token, and once there is any user.
 */
export async function redeemFirstAdmin(
  { firstAdmin, passwords, clock }: FirstAdminTools,
  token: string,
  given: Omit<GivenUser, 'role'>,
): Promise<User> {
  const offered = await firstAdmin.offered();
  const sha256 = hashOf(token);
  // Compared in constant time, and against something even when nothing is on offer.
  const isEqual = timingSafeEqual(Buffer.from(offered ?? hashOf('')), Buffer.from(sha256));
  if (!offered || !isEqual) throw tokenRefused();
  const admin = await userWithPassword(passwords, { ...given, role: 'admin' }, clock.nowMs());
  const event = userCreated({ nowMs: admin.createdAtMs }, admin);
  if (!(await firstAdmin.redeem(sha256, admin, event))) throw tokenRefused();
  return admin;
}

const tokenRefused = (): AppError =>
  new AppError(
    'forbidden',
    'first-admin-token-refused',
    'This link is wrong, was used, or was replaced when the service restarted.',
  );
