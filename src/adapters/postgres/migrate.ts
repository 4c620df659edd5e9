import pg from 'pg';
import { unavailable } from '../../core/index.ts';
import type { Ward } from '../../ward/index.ts';
import { migrations } from './migrations/index.ts';
import { wardAt } from './ward-pool.ts';

/** Any number; the same in every version, so that two processes never migrate at once. */
const advisoryLock = 7_203_118;

/** Throws to refuse the ward that is there. */
export type Admission = (there: Pick<Ward, 'id' | 'name'> | undefined) => void;

/**
 * Brings the schema up to this version: each migration once, in order, in a transaction of its own. Safe to call from
 * several processes at once. Answers the names of those applied now.
 *
 * On a connection of its own: a migration of a large table, and who waits for it, take longer than a query may. `admit`
 * is told which ward is there, and may refuse it before anything is changed.
 * Errors: `unavailable` `catalogue-unavailable`, with its cause, when there is no connection; those of `admit`.
 */
export async function migrate(url: string, admit: Admission = () => {}): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'minh-chung-migrate',
  });
  // Lost between two statements: without a listener it ends the process, and the next statement tells.
  client.on('error', () => {});
  await client.connect().catch((error: unknown) => {
    throw unavailable('catalogue-unavailable', 'PostgreSQL cannot be reached', error);
  });
  try {
    admit(await wardAt(client));
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string }>('select name from migration');
    const applied = new Set(rows.map((row) => row.name));
    const missing = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    // The lock goes with its connection.
    await client.end();
  }
}

/** Whether every migration of this program is applied. */
export async function isMigrated(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ name: string }>('select name from migration');
  const applied = new Set(rows.map(({ name }) => name));
  return migrations.every(({ name }) => applied.has(name));
}

async function apply(client: pg.Client, { name, sql }: { name: string; sql: string }): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into migration (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
