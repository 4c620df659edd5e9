import { sql, type Transaction } from 'kysely';
import type { UserId } from '../../../core/index.ts';
import type { Tables } from '../tables/tables.ts';
import { endTokens } from './api-token-repository.ts';

/** Ends every session and every token of a user. */
export async function endAccess(trx: Transaction<Tables>, userId: UserId, atMs: number): Promise<void> {
  await sql`delete from session where sess ->> 'userId' = ${userId}`.execute(trx);
  await endTokens(trx, userId, atMs);
}
