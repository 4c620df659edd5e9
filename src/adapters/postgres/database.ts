import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { AppError, type WardId } from '../../core/index.ts';
import { outageOf } from './outages.ts';
import type { Tables } from './tables/tables.ts';
import { WardPool } from './ward-pool.ts';
import { writablePool } from './writable-pool.ts';

export type Database = Kysely<Tables>;

// All our bigints are milliseconds, counters and sizes: exact in a double.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
/** `bigint[]` without nulls: pg has no name for it. */
const int8Array = 1016 as typeof pg.types.builtins.INT8;
pg.types.setTypeParser(int8Array, (text) => text.slice(1, -1).split(',').filter(Boolean).map(Number));

export interface PoolOptions {
  readonly max?: number;
  /** Every connection leads to the catalogue of this ward, or is refused. Without it: wherever `url` leads. */
  readonly ward?: WardId;
}

/** Connections to PostgreSQL. `url` may be `socket:/directory?db=…&user=…`. Nothing is opened until the first query. */
export function openPool(
  url: string,
  onIdleError: (error: Error) => void,
  { max = 10, ward }: PoolOptions = {},
): pg.Pool {
  const config: pg.PoolConfig = {
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    // The server gives up before we do: a query that only we gave up would go on, and its transaction keep its locks.
    statement_timeout: 25_000,
    idle_in_transaction_session_timeout: 60_000,
    query_timeout: 30_000,
    application_name: 'minh-chung',
  };
  const pool = ward === undefined ? new pg.Pool(config) : new WardPool(config, ward);
  // Without a listener, a server that goes away ends the process: the pool reports it for an idle connection; an error
  // in a transaction harms no other caller, and the transaction learns it from its next query.
  pool.on('error', onIdleError);
  pool.on('connect', (connection) => connection.on('error', () => {}));
  return pool;
}

/** Where that URL leads; `host` is a directory where it leads to a socket. */
export function postgresAt(url: string): { readonly host: string; readonly port: number } {
  const { host, port } = new pg.Client({ connectionString: url });
  return { host, port };
}

export const openDatabase = (pool: pg.Pool): Database =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool: writablePool(pool) }) });

/** Runs a query; an outage becomes `unavailable` `catalogue-unavailable`, everything else is thrown as it is. */
export async function onCatalogue<T>(query: () => Promise<T>): Promise<T> {
  try {
    return await query();
  } catch (error) {
    throw error instanceof AppError ? error : (outageOf(error) ?? error);
  }
}
