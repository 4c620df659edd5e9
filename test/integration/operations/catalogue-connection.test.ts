import { once } from 'node:events';
import { AbortedTransactionError, sql } from 'kysely';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, onCatalogue } from '../../../src/adapters/postgres/database.ts';
import { acceptsWrites } from '../../../src/adapters/postgres/writable-pool.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';

let postgres: TestPostgres;
let database: TestDatabase;
beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

/** The server ends a connection, as when it is shut down. */
async function terminate(pid: number): Promise<void> {
  await sql`select pg_terminate_backend(${pid}::int)`.execute(database.db);
}

describe('when PostgreSQL ends the connection of a transaction between two queries', () => {
  it('is told by the next query, and does not end the process', async () => {
    const connected = once(database.pool, 'connect') as Promise<[PoolClient]>;
    const transaction = onCatalogue(() =>
      database.db.transaction().execute(async (trx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
        const [connection] = await connected;
        // Not `once` of events: that would listen for errors.
        const ended = new Promise<void>((resolve) => connection.once('end', resolve));
        await terminate(rows[0]?.pid ?? 0);
        await ended;
        await sql`select 1`.execute(trx);
      }),
    );
    await expect(transaction).rejects.toMatchObject({ kind: 'unavailable', code: 'catalogue-unavailable' });
    expect(await sql`select 1`.execute(database.db)).toMatchObject({ rows: [{}] });
  });
});

describe('when a statement of a transaction takes too long', () => {
  it('is given up by the server before we give up, so that no transaction is left open', async () => {
    const { rows } = await sql<{ ms: number }>`
      select setting::int as ms from pg_settings
        where name in ('statement_timeout', 'idle_in_transaction_session_timeout') and setting <> '0'`.execute(
      database.db,
    );
    expect(rows).toHaveLength(2);
    expect(Math.min(...rows.map(({ ms }) => ms))).toBeLessThan(database.pool.options.query_timeout ?? 0);
    const transaction = onCatalogue(() =>
      database.db.transaction().execute(async (trx) => {
        await sql`set local statement_timeout = 1`.execute(trx);
        await sql`select pg_sleep(60)`.execute(trx);
      }),
    );
    await expect(transaction).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'catalogue-unavailable',
      message: 'a statement took too long',
    });
  });
});

describe('when the server accepts no writes, as a primary that became a standby', () => {
  const pidOf = async (db: Database) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    return rows[0]?.pid;
  };
  const readOnly = () => sql`set default_transaction_read_only = on`.execute(database.db);

  it('says so, and takes another connection next, which may reach the new primary', async () => {
    await readOnly();
    const demoted = await pidOf(database.db);
    const write = () => onCatalogue(() => sql`delete from worker_heartbeat`.execute(database.db));
    await expect(write()).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'catalogue-unavailable',
      message: 'PostgreSQL accepts no writes: it is a standby or read-only',
    });
    expect(await pidOf(database.db)).not.toBe(demoted);
    await write();
  });

  it('is not ready, and probes another connection next', async () => {
    await readOnly();
    expect(await acceptsWrites(database.pool)).toBe(false);
    expect(await acceptsWrites(database.pool)).toBe(true);
  });
});

describe('when a transaction goes on after a failed statement', () => {
  it('is told that nothing was committed', async () => {
    const transaction = database.db.transaction().execute(async (trx) => {
      await sql`select 1 / 0`.execute(trx).catch(() => {});
    });
    await expect(transaction).rejects.toThrow(AbortedTransactionError);
  });
});
