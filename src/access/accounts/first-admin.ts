import { randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError, sha256Hex } from '../../core/index.ts';
import { type CustodyEvent, custodyEvent } from '../../custody/index.ts';
import type { NewUser } from '../users.ts';

/** Keeps the one-time link that makes the first admin: only the hash of its token. */
export interface FirstAdminLink {
  /** Keeps the hash and drops an earlier one; `false`, and nothing is kept, once there is any user. */
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

/** A new token of 256 bits for the link, or `undefined` once there is any user. It is shown once and never kept. */
export async function offerFirstAdmin(link: FirstAdminLink): Promise<string | undefined> {
  const token = randomBytes(32).toString('base64url');
  return (await link.offer(hashOf(token))) ? token : undefined;
}

/**
 * Makes the first admin; only a right token is worth the work that `make` is. Errors: those of `make`,
 * `first-admin-token-refused` (forbidden) for a wrong, used or replaced token, and once there is any user.
 */
export async function redeemFirstAdmin(
  link: FirstAdminLink,
  token: string,
  make: () => Promise<NewUser>,
): Promise<NewUser> {
  const offered = await link.offered();
  const given = hashOf(token);
  // Compared in constant time, and against something even when nothing is on offer.
  const isEqual = timingSafeEqual(Buffer.from(offered ?? hashOf('')), Buffer.from(given));
  if (!offered || !isEqual) throw tokenRefused();
  const admin = await make();
  const event = custodyEvent({ nowMs: admin.createdAtMs }, 'user-created', {
    subject: admin.id,
    detail: { role: admin.role },
  });
  if (!(await link.redeem(given, admin, event))) throw tokenRefused();
  return admin;
}

const tokenRefused = (): AppError =>
  new AppError(
    'forbidden',
    'first-admin-token-refused',
    'This link is wrong, was used, or was replaced when the service started anew.',
  );
