import { randomBytes } from 'node:crypto';
import { AppError, formatInstant, hourMs, sha256Hex, type UserId } from '../../core/index.ts';
import type { AccountLink, LinkPurpose, UserLink } from '../account-link.ts';
import type { AccountLinkRepository } from './link-repository.ts';

/** A link as whoever hands it over gets it, once. */
export interface IssuedLink {
  /** 256 random bits; stands behind `/setup#`. */
  readonly token: string;
  readonly endsAtMs: number;
}

/** An unused link ends after this time. */
const validMs = 72 * hourMs;

const hashOf = (token: string): string => sha256Hex(Buffer.from(token, 'utf8'));

function newToken(fromMs: number) {
  const token = randomBytes(32).toString('base64url');
  const endsAtMs = fromMs + validMs;
  return { facts: { sha256: hashOf(token), fromMs, endsAtMs }, issued: { token, endsAtMs } };
}

/** A new link for a user: as it is stored, and as it is handed over. */
export function newUserLink(
  userId: UserId,
  purpose: LinkPurpose,
  fromMs: number,
): { readonly link: UserLink; readonly issued: IssuedLink } {
  const { facts, issued } = newToken(fromMs);
  return { link: { ...facts, purpose, userId }, issued };
}

/** Offers the token of the link that makes the first admin; `undefined` once any user exists. */
export async function offerFirstAdmin(
  links: Pick<AccountLinkRepository, 'offerFirstAdmin'>,
  nowMs: number,
): Promise<string | undefined> {
  const { facts, issued } = newToken(nowMs);
  return (await links.offerFirstAdmin({ ...facts, purpose: 'first-admin' })) ? issued.token : undefined;
}

/**
 * The link of that token, if it opens now. The token is anybody's text. Errors, forbidden: `link-refused`, `link-waits` before
 * its time.
 */
export async function openLink(
  links: Pick<AccountLinkRepository, 'bySha256'>,
  token: string,
  nowMs: number,
): Promise<AccountLink> {
  const link = await links.bySha256(hashOf(token));
  if (!link || nowMs >= link.endsAtMs) throw linkRefused();
  if (nowMs < link.fromMs) throw linkWaits(link);
  return link;
}

/** One answer for all, so that no token reveals which links there were. */
export const linkRefused = (): AppError =>
  new AppError(
    'forbidden',
    'link-refused',
    'This link is wrong, was used, has ended, or was replaced by a newer one.',
  );

const linkWaits = ({ fromMs }: AccountLink): AppError =>
  new AppError('forbidden', 'link-waits', `This link works from ${formatInstant(fromMs)} on.`);
