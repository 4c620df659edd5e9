import { randomBytes } from 'node:crypto';
import { openPool } from '../../src/adapters/postgres/database.ts';

/** Makes a database of a new name in that server; answers the name. */
export async function createDatabase(serverUrl: string, template = 'template0'): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(serverUrl, `create database ${name} template ${template}`);
  return name;
}

/** Also while somebody is connected to it. */
export const dropDatabase = (serverUrl: string, name: string): Promise<void> =>
  run(serverUrl, `drop database if exists ${name} with (force)`);

export function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function run(url: string, sql: string): Promise<void> {
  const pool = openPool(url, () => {});
  await pool.query(sql);
  await pool.end();
}
