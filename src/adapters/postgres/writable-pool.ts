import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { isReadOnlyFault } from './outages.ts';

/** Connections for Kysely. One whose server refused a write is dropped: the next may reach the new primary. */
export const writablePool = (pool: pg.Pool): PostgresPool => ({
  connect: async () => droppedWhenReadOnly(await pool.connect()),
  end: () => pool.end(),
  options: pool.options,
});

/** Without cursors, which we do not use. */
function droppedWhenReadOnly(client: pg.PoolClient): PostgresPoolClient {
  let refusesWrites = false;
  const query = async (text: string, values: unknown[]) => {
    try {
      return await client.query(text, values);
    } catch (error) {
      refusesWrites ||= isReadOnlyFault(error);
      throw error;
    }
  };
  const release = (destroy?: boolean) => client.release(destroy || refusesWrites);
  return { query, release } as unknown as PostgresPoolClient;
}

/** Whether the server takes writes; the connection to one that does not is dropped. */
export async function acceptsWrites(pool: pg.Pool): Promise<boolean> {
  const client = await pool.connect();
  let isWritable = false;
  try {
    const { rows } = await client.query<{ writable: boolean }>(
      "select current_setting('transaction_read_only') = 'off' as writable",
    );
    isWritable = rows[0]?.writable ?? false;
    return isWritable;
  } finally {
    client.release(!isWritable);
  }
}
