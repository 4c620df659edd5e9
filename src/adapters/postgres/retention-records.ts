import { sql, type Transaction } from 'kysely';
import type { RetentionRecord } from '../../retention/index.ts';
import type { Tables } from './tables.ts';

/** Within the transaction of what it records, so that neither is without the other. */
export async function appendRetentionRecord(
  trx: Transaction<Tables>,
  record: RetentionRecord,
): Promise<void> {
  await trx
    .insertInto('access_record')
    .values({
      id: record.id,
      at_ms: record.atMs,
      actor_id: record.actorId,
      actor_role: record.actorRole,
      event: record.event,
      from_ms: record.range?.fromMs ?? null,
      to_ms: record.range?.toMs ?? null,
      detail: sql`${JSON.stringify(record.detail)}::jsonb`,
    })
    .execute();
}
