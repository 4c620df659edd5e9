import { sql, type Transaction } from 'kysely';
import { dayMs, formatBasic } from '../../../core/index.ts';
import type { Partitions } from '../../../ingest/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

export class PostgresPartitions implements Partitions {
  constructor(private readonly db: Database) {}

  prepare(fromMs: number, days: number): Promise<void> {
    return onCatalogue(async () => {
      for (let day = 0; day < days; day++) await preparePartition(this.db, fromMs + day * dayMs);
    });
  }

  dropEmpty(beforeMs: number): Promise<void> {
    return onCatalogue(async () => {
      for (const name of await partitionsBefore(this.db, beforeMs)) await dropIfEmpty(this.db, name);
    });
  }
}

/**
 * Makes the partition of the UTC day that holds `instantMs`, unless it is there: a job makes them ahead, but a late
 * segment or a clock that stepped must not wait for it.
 */
export async function preparePartition(db: Database, instantMs: number): Promise<void> {
  const dayStartMs = Math.floor(instantMs / dayMs) * dayMs;
  const name = nameOf(dayStartMs);
  if (await isThere(db, name)) return;
  await db.transaction().execute(async (trx) => {
    await lockPartitions(trx);
    if (await isThere(trx, name)) return;
    // Made and then attached, and not made as a partition: that would wait for whoever reads the catalogue, a pg_dump
    // perhaps, and have everybody else wait behind it.
    await sql`set local lock_timeout = '5s'`.execute(trx);
    await sql`create table ${sql.table(name)} (like segment including all)`.execute(trx);
    await sql`alter table segment attach partition ${sql.table(name)}
      for values from (${sql.lit(dayStartMs)}) to (${sql.lit(dayStartMs + dayMs)})`.execute(trx);
  });
}

/** Two processes that make the same partition at once would fail, and one that makes it while another drops it. */
const lockPartitions = (trx: Transaction<Tables>) => sql`select pg_advisory_xact_lock(7203119)`.execute(trx);

const nameOf = (dayStartMs: number): string => `segment_${formatBasic(dayStartMs).slice(0, 8)}`;

/** Queries the table of tables: `to_regclass` may remember the time before another session's commit. */
async function isThere(db: Database, name: string): Promise<boolean> {
  const { rows } = await sql`
    select from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'segment'::regclass and c.relname = ${name}`.execute(db);
  return rows.length > 0;
}

/** Partitions of days that were over by then. */
async function partitionsBefore(db: Database, beforeMs: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'segment'::regclass and c.relname ~ '^segment_[0-9]{8}$'
        and c.relname < ${nameOf(beforeMs)} order by c.relname`.execute(db);
  return rows.map(({ name }) => name);
}

/** Dropping locks out everybody for an instant; while others are at work, the partition stays for the next time. */
async function dropIfEmpty(db: Database, name: string): Promise<void> {
  if (!(await isEmpty(db, name))) return;
  const dropped = db.transaction().execute(async (trx) => {
    await lockPartitions(trx);
    await sql`set local lock_timeout = '200ms'`.execute(trx);
    await sql`lock table only segment, ${sql.table(name)} in access exclusive mode`.execute(trx);
    if (await isEmpty(trx, name)) await sql`drop table ${sql.table(name)}`.execute(trx);
  });
  await dropped.catch((error: unknown) => {
    if (!isBusy(error)) throw error;
  });
}

async function isEmpty(db: Database, name: string): Promise<boolean> {
  const { rows } = await sql`select from ${sql.table(name)} limit 1`.execute(db);
  return rows.length === 0;
}

/** 55P03: a lock did not come in time. */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '55P03';
