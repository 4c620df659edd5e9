import { sql } from 'kysely';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { chainPlace, type EvidenceRecord, endAfter, isTagOf, parseRecord } from '../../src/log/index.ts';
import { statementKey } from './scribe.ts';

interface Pending {
  readonly body: Buffer;
  readonly tag: Buffer;
}

/** The pending records of chains whose names begin so, in the order in which they were stated; each has its tag and its place. */
export async function statedRecords(db: Database, begin = ''): Promise<EvidenceRecord[]> {
  const { rows } = await sql<Pending>`
    select o.body, o.tag from log_outbox o join log_chain c on c.no = o.chain
      where starts_with(c.name, ${begin}) order by o.id`.execute(db);
  const ends = new Map<string, string>();
  return rows.map(({ body, tag }) => {
    const record = parseRecord(body);
    if (!isTagOf(statementKey, body, tag)) throw new Error('a record has not our tag');
    const place = chainPlace(record);
    if (!place) return record;
    if (place.prev !== (ends.get(place.chain) ?? '0'.repeat(64))) throw new Error('a record is out of place');
    ends.set(place.chain, endAfter(place.seq, body).digest);
    return record;
  });
}
