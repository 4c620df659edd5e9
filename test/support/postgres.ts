import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { startChild } from '../../scripts/service/child.ts';
import { postgresUrl, preparePostgres } from '../../scripts/service/postgres.ts';
import { postgresUser } from '../../scripts/service/postgres-user.ts';
import { type Database, openDatabase, openPool } from '../../src/adapters/postgres/database.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';

/** A PostgreSQL of a test file's own, or the one of TEST_DATABASE_URL, and any number of databases in it. */
export interface TestPostgres {
  /** A new database, copied from one that is migrated already. */
  database(): Promise<TestDatabase>;
  stop(): Promise<void>;
}

export interface TestDatabase {
  readonly url: string;
  readonly pool: Pool;
  readonly db: Database;
  close(): Promise<void>;
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startEmbedded();
  const template = await createDatabase(server.url);
  await migrate(urlOf(server.url, template));
  const made = [template];
  return {
    database: async () => {
      const name = await createDatabase(server.url, template);
      made.push(name);
      return openTestDatabase(urlOf(server.url, name));
    },
    stop: async () => {
      if (given) for (const name of made) await run(given, `drop database if exists ${name} with (force)`);
      await server.stop();
    },
  };
}

/** One that is there already. */
export function openTestDatabase(url: string): TestDatabase {
  const pool = openPool(url, () => {});
  const db = openDatabase(pool);
  return { url, pool, db, close: () => db.destroy() };
}

async function createDatabase(serverUrl: string, template = 'template0'): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(serverUrl, `create database ${name} template ${template}`);
  return name;
}

async function run(url: string, sql: string): Promise<void> {
  const pool = openPool(url, () => {});
  await pool.query(sql);
  await pool.end();
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** The embedded default's own server, without its care for a power cut. */
async function startEmbedded(): Promise<Server> {
  const user = postgresUser();
  const directory = await mkdtemp(join(tmpdir(), 'minh-chung-test-'));
  await chmod(directory, 0o711);
  const [dataDir, runDir] = [join(directory, 'data'), join(directory, 'run')];
  for (const made of [dataDir, runDir]) {
    await mkdir(made, { mode: 0o700 });
    if (user) await chown(made, user.uid, user.gid);
  }
  const path = process.env.PATH ?? '';
  const spec = await preparePostgres({ dataDir, runDir, path, user, onLine: () => {} });
  const child = startChild({ ...spec, command: [...spec.command, '-c', 'fsync=off'] });
  await child.ready;
  const stop = async () => {
    await child.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { url: postgresUrl(runDir), stop };
}
