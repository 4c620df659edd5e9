import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Pool } from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase, openPool } from '../../src/adapters/postgres/database.ts';
import type { WardId } from '../../src/core/index.ts';
import { createDatabase, dropDatabase, urlOf } from './databases.ts';
import type { PostgresAnswer } from './postgres-server.ts';

/** The tier's PostgreSQL, and any number of databases in it that are a test file's own. */
export interface TestPostgres {
  /** A new database, copied from one that is migrated already. */
  database(): Promise<TestDatabase>;
  /** Removes the databases. */
  stop(): Promise<void>;
}

export interface TestDatabase {
  readonly url: string;
  readonly pool: Pool;
  readonly db: Database;
  close(): Promise<void>;
}

export async function startPostgres(): Promise<TestPostgres> {
  const answer = (await json(connect(inject('postgresDesk')))) as PostgresAnswer;
  if ('error' in answer) throw new Error(answer.error);
  const { url, template } = answer;
  const made: string[] = [];
  return {
    database: async () => {
      const name = await createDatabase(url, template);
      made.push(name);
      return openTestDatabase(urlOf(url, name));
    },
    stop: async () => {
      for (const name of made) await dropDatabase(url, name);
    },
  };
}

/** One that is there already; as a process of that ward opens it. */
export function openTestDatabase(url: string, ward?: WardId): TestDatabase {
  const pool = openPool(url, () => {}, ward === undefined ? {} : { ward });
  const db = openDatabase(pool);
  return { url, pool, db, close: () => db.destroy() };
}
