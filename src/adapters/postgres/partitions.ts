import { type Kysely, sql } from 'kysely';
import { formatBasic } from '../../core/index.ts';
import type { Tables } from './tables.ts';

const dayMs = 86_400_000;
const prepared = new WeakMap<object, Set<number>>();

/** Makes the partitions of the days from `fromMs` on. Safe to call at any time, from anywhere. */
export async function preparePartitions(db: Kysely<Tables>, fromMs: number, days: number): Promise<void> {
  for (let day = 0; day < days; day++) await preparePartition(db, fromMs + day * dayMs);
}

/**
 * Makes the partition of the UTC day that holds `instantMs`, unless this process knows that it is there: a job makes
 * them ahead, but a late segment or a clock that stepped must not wait for it.
 */
export async function preparePartition(db: Kysely<Tables>, instantMs: number): Promise<void> {
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
