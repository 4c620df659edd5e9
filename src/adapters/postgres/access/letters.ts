import type { Transaction } from 'kysely';
import type { LetterNotification } from '../../../access/index.ts';
import { canonicalJson, newId, sha256Hex, type UserId } from '../../../core/index.ts';
import type { Tables } from '../tables/tables.ts';

/**
 * Writes a letter to each of them into the outbox, with an address or without: somebody may enter it before the mail is
 * sent. Answers how many: the same letter to the same person in the same millisecond is written once.
 */
export async function writeLetters(
  trx: Transaction<Tables>,
  userIds: readonly UserId[],
  { kind, letter }: Pick<LetterNotification, 'kind' | 'letter'>,
  nowMs: number,
): Promise<number> {
  const letter_sha256 = sha256Hex(Buffer.from(canonicalJson(letter), 'utf8'));
  const values = userIds.map((user_id) => ({
    id: newId('notification', nowMs),
    kind,
    user_id,
    due_at_ms: nowMs,
    next_try_at_ms: nowMs,
    letter: JSON.stringify(letter),
    letter_sha256,
  }));
  if (values.length === 0) return 0;
  const insert = trx.insertInto('notification').values(values);
  const { numInsertedOrUpdatedRows } = await insert.onConflict((each) => each.doNothing()).executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0n);
}
