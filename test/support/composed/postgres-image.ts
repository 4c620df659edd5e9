import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { startChild } from '../../../scripts/service/child.ts';
import { postgresUrl, preparePostgres } from '../../../scripts/service/postgres.ts';
import { postgresUser } from '../../../scripts/service/postgres-user.ts';

/** Who comes by TCP shows a password; we make the database through the socket. */
const admission = 'local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n';

/**
 * Stands for the image of PostgreSQL, with the embedded one: its user, password and database are those of the variables
 * that the image has. PostgreSQL refuses root, also the root of a namespace, so it runs in none.
 */
export async function startPostgresImage(
  directory: string,
  port: number,
  environment: Readonly<Record<string, string>>,
): Promise<{ stop(): Promise<void> }> {
  const user = postgresUser();
  const [dataDir, runDir] = [join(directory, 'postgres'), join(directory, 'run')];
  await chmod(directory, 0o711);
  for (const made of [dataDir, runDir]) {
    await mkdir(made, { mode: 0o700 });
    if (user) await chown(made, user.uid, user.gid);
  }
  const hba = join(directory, 'pg_hba.conf');
  await writeFile(hba, admission, { mode: 0o644 });
  const path = process.env.PATH ?? '';
  const spec = await preparePostgres({ dataDir, runDir, path, user, onLine: () => {} });
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, `hba_file=${hba}`, 'fsync=off'];
  const child = startChild({
    ...spec,
    command: [...spec.command, ...settings.flatMap((each) => ['-c', each])],
  });
  await child.ready;
  await makeDatabase(`${postgresUrl(runDir)}&port=${port}`, environment);
  return { stop: () => child.stop() };
}

async function makeDatabase(url: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const { POSTGRES_USER = '', POSTGRES_PASSWORD = '', POSTGRES_DB = '' } = environment;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const [user, database] = [POSTGRES_USER, POSTGRES_DB].map((name) => client.escapeIdentifier(name));
  await client.query(`alter role ${user} password ${client.escapeLiteral(POSTGRES_PASSWORD)}`);
  await client.query(`create database ${database} owner ${user}`);
  await client.end();
}
