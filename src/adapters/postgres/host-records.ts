import { sql, type Transaction } from 'kysely';
import type { HostRecord } from '../../access/index.ts';
import type { Tables } from './tables.ts';

/** Within the transaction of what it records, so that neither is without the other. */
export async function appendHostRecord(trx: Transaction<Tables>, record: HostRecord): Promise<void> {
  const { id, atMs, userId, event, account } = record;
  await trx
    .insertInto('access_record')
    .values({
      ...{ id, at_ms: atMs, actor_id: userId, actor_role: 'host', event },
      detail: sql`${JSON.stringify({ account })}::jsonb`,
    })
    .execute();
}
