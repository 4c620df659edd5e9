import { sql, type Transaction } from 'kysely';
import { newId, type UserId } from '../../../core/index.ts';
import type { RetentionLetter } from '../../../retention/index.ts';
import type { Tables } from '../tables/tables.ts';

const kind = 'footage-expires-sooner';

/**
 * To every custodian and every deputy just now, with an address or without: somebody may enter it before it is sent.
 * Under the retention lock.
 */
export async function writeToCustodians(
  trx: Transaction<Tables>,
  letter: RetentionLetter,
  nowMs: number,
): Promise<void> {
  const receivers = await custodiansAndDeputies(trx, nowMs);
  const values = receivers.map(({ id: user_id, due_at_ms }) => ({
    id: newId('notification', nowMs),
    kind,
    due_at_ms,
    next_try_at_ms: nowMs,
    user_id,
    letter: JSON.stringify(letter),
  }));
  if (values.length > 0) await trx.insertInto('notification').values(values).execute();
}

/** Two letters to one person differ in the time by which the outbox tells reminders apart. */
async function custodiansAndDeputies(
  trx: Transaction<Tables>,
  nowMs: number,
): Promise<{ id: UserId; due_at_ms: number }[]> {
  const { rows } = await sql<{ id: UserId; due_at_ms: number }>`
    select u.id, coalesce((select max(n.due_at_ms) + 1 from notification n
        where n.kind = ${kind} and n.user_id = u.id and n.due_at_ms >= ${nowMs}), ${nowMs})::bigint as due_at_ms
      from app_user u where u.enabled and (u.role = 'custodian' or exists (
        select from deputy d join app_user c on c.id = d.custodian_id and c.enabled and c.role = 'custodian'
          where d.user_id = u.id and d.ended_at_ms is null and d.from_ms <= ${nowMs} and d.to_ms > ${nowMs}))
      order by u.id`.execute(trx);
  return rows;
}
