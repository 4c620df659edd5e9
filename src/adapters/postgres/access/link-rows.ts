import type { Selectable, Transaction } from 'kysely';
import type { AccountLink } from '../../../access/index.ts';
import type { UserId } from '../../../core/index.ts';
import type { Tables } from '../tables/tables.ts';

/** Stores a link in place of the one that its user, or nobody, has not used yet. */
export async function replaceLink(trx: Transaction<Tables>, link: AccountLink): Promise<void> {
  const userId = link.purpose === 'first-admin' ? null : link.userId;
  await trx
    .deleteFrom('account_link')
    .where('used_at_ms', 'is', null)
    .where('user_id', userId === null ? 'is' : '=', userId)
    .execute();
  await trx.insertInto('account_link').values(rowOfLink(link)).execute();
}

/** A reset that was ordered before its user was disabled must not enable the user again. */
export async function dropHostReset(trx: Transaction<Tables>, userId: UserId): Promise<void> {
  await trx
    .deleteFrom('account_link')
    .where('user_id', '=', userId)
    .where('purpose', '=', 'both')
    .where('used_at_ms', 'is', null)
    .execute();
}

const rowOfLink = (link: AccountLink) => ({
  token_sha256: link.sha256,
  purpose: link.purpose,
  user_id: link.purpose === 'first-admin' ? null : link.userId,
  from_ms: link.fromMs,
  ends_at_ms: link.endsAtMs,
});

export function linkOf(row: Selectable<Tables['account_link']>): AccountLink {
  const { token_sha256: sha256, purpose, user_id: userId, from_ms: fromMs, ends_at_ms: endsAtMs } = row;
  const facts = { sha256, fromMs, endsAtMs };
  if (purpose === 'first-admin' || userId === null) return { ...facts, purpose: 'first-admin' };
  return { ...facts, purpose, userId };
}
