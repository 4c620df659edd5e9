import type { Transaction } from 'kysely';
import { type ChangeTerms, proposalNeeded } from '../../../access/index.ts';
import type { UserId } from '../../../core/index.ts';
import type { Tables } from '../tables/tables.ts';
import { writeLetters } from './letters.ts';

type Trx = Transaction<Tables>;

/**
 * Keeps the founding as it is until the transaction ends, so that nobody is made or changed while it is closed; then the terms.
 * Errors: `conflict` `proposal-needed`.
 */
export async function heed(
  trx: Trx,
  userId: UserId,
  { isFounding = false, letter }: ChangeTerms,
  nowMs: number,
): Promise<void> {
  const isOpen = await isFoundingOpen(trx);
  if (isFounding && !isOpen) throw proposalNeeded();
  if (letter) await writeLetters(trx, await custodiansBut(trx, userId), { kind: 'account', letter }, nowMs);
}

/** It stays so until the transaction ends. */
export async function isFoundingOpen(trx: Trx): Promise<boolean> {
  const founding = await trx.selectFrom('founding').select('closed_at_ms').forShare().executeTakeFirst();
  return founding?.closed_at_ms === null;
}

async function custodiansBut(trx: Trx, userId: UserId): Promise<UserId[]> {
  const custodians = trx.selectFrom('app_user').select('id').where('role', '=', 'custodian');
  const rows = await custodians.where('enabled', '=', true).where('id', '<>', userId).execute();
  return rows.map(({ id }) => id);
}
