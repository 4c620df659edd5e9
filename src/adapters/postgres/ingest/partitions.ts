import { sql } from 'kysely';
import { formatBasic } from '../../../core/index.ts';
import type { Partitions } from '../../../ingest/index.ts';
import { type Database, onCatalogue } from '../database.ts';

const dayMs = 86_400_000;
const prepared = new WeakMap<object, Set<number>>();

export class PostgresPartitions implements Partitions {
  constructor(private readonly db: Database) {}

  prepare(fromMs: number, days: number): Promise<void> {
    return onCatalogue(async () => {
      for (let day = 0; day < days; day++) await preparePartition(this.db, fromMs + day * dayMs);
    });
  }
}

/**
 * Makes the partition of the UTC day that holds `instantMs`, unless this process knows that it is there: a job makes
 * them ahead, but a late segment or a clock that stepped must not wait for it.
 */
export async function preparePartition(db: Database, instantMs: number): Promise<void> {
  const known = prepared.get(db) ?? new Set<number>();
  prepared.set(db, known);
  const dayStartMs = Math.floor(instantMs / dayMs) * dayMs;
  if (known.has(dayStartMs)) return;
  const name = sql.table(`segment_${formatBasic(dayStartMs).slice(0, 8)}`);
  const [from, to] = [sql.lit(dayStartMs), sql.lit(dayStartMs + dayMs)];
  await db.transaction().execute(async (trx) => {
    // Two processes that make the same partition at once would fail, "if not exists" or not.
    await sql`select pg_advisory_xact_lock(7203119)`.execute(trx);
    await sql`create table if not exists ${name} partition of segment for values from (${from}) to (${to})`.execute(
      trx,
    );
  });
  known.add(dayStartMs);
}
