import type { Transaction } from 'kysely';
import type { LetterNotification } from '../../../access/index.ts';
import { newId, type UserId } from '../../../core/index.ts';
import type { Tables } from '../tables/tables.ts';

/**
 * Writes a letter to each of them into the outbox, with an address or without: somebody may enter it before the mail is
 * sent. Answers how many; a person gets one of a kind in a millisecond.
 */
export async function writeLetters(
  trx: Transaction<Tables>,
  userIds: readonly UserId[],
  { kind, letter }: Pick<LetterNotification, 'kind' | 'letter'>,
  nowMs: number,
): Promise<number> {
  const values = userIds.map((user_id) => ({
    id: newId('notification', nowMs),
    kind,
    user_id,
    due_at_ms: nowMs,
    next_try_at_ms: nowMs,
    letter: JSON.stringify(letter),
  }));
  if (values.length === 0) return 0;
  const insert = trx.insertInto('notification').values(values);
  const { numInsertedOrUpdatedRows } = await insert.onConflict((each) => each.doNothing()).executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0n);
}
