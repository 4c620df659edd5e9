import { chmod, mkdir } from 'node:fs/promises';
import { startChild } from '../service/child.ts';
import { postgresUrl, preparePostgres } from '../service/postgres.ts';
import { postgresUser } from '../service/postgres-user.ts';
import { openRunDirectory } from '../service/run-directory.ts';

export interface BenchPostgres {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<unknown>;
}

/** Starts PostgreSQL with its files in `directory`, below `dataDir`; the caller removes the run directory of `dataDir`. */
export async function benchPostgres(dataDir: string, directory: string): Promise<BenchPostgres> {
  const user = postgresUser();
  // The user of PostgreSQL must be able to reach its own folder.
  await chmod(dataDir, 0o711);
  await mkdir(directory, { recursive: true, mode: 0o711 });
  const runDir = await openRunDirectory(dataDir, user);
  const path = process.env.PATH ?? '';
  const child = startChild(
    await preparePostgres({ dataDir: directory, runDir, path, user, onLine: () => {} }),
  );
  await child.ready;
  return { url: postgresUrl(runDir), pid: child.pid, stop: () => child.stop() };
}
