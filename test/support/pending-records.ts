import { sql } from 'kysely';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { type EvidenceRecord, isTagOf, parseRecord } from '../../src/log/index.ts';
import { statementKey } from './scribe.ts';

/** The records of a chain that wait for the signer, in their order. Errors: one without a right tag. */
export async function pendingRecords(db: Database, chain: string): Promise<EvidenceRecord[]> {
  const { rows } = await sql<{ body: Buffer; tag: Buffer }>`
    select o.body, o.tag from log_outbox o join log_chain c on c.no = o.chain
      where c.name = ${chain} order by o.seq`.execute(db);
  return rows.map(({ body, tag }) => {
    if (!isTagOf(statementKey, body, tag)) throw new Error(`a record of ${chain} has not our tag`);
    return parseRecord(body);
  });
}
