import { globSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../../scripts/service/child.ts';
import { asUser, postgresUser } from '../../scripts/service/postgres-user.ts';
import { runOnce } from '../../scripts/service/run-once.ts';
import type { Missing } from './unless.ts';

/** The programs of the newest PostgreSQL that a Debian package installed. */
const binaries = globSync('/usr/lib/postgresql/*/bin').sort().at(-1) ?? '';
export const debianPostgresMissing: Missing = binaries
  ? undefined
  : "there is no PostgreSQL in /usr/lib/postgresql; Debian's postgresql would bring it, and start it at every boot";

export interface DebianPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** Debian's own PostgreSQL on a new cluster, reached through a socket: a server that is not ours. */
export async function startDebianPostgres(): Promise<DebianPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'minh-chung-test-'));
  await chmod(directory, 0o711);
  const [cluster, sockets] = [join(directory, 'cluster'), join(directory, 'run')];
  const user = postgresUser();
  for (const made of [cluster, sockets]) {
    await mkdir(made, { mode: 0o700 });
    if (user) await chown(made, user.uid, user.gid);
  }
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' };
  const common = { env, privileges: asUser(user, [binaries, cluster, sockets]), onLine: () => {} };
  const init = [join(binaries, 'initdb'), '-D', cluster, '-U', 'ward', '--auth=trust', '--encoding=UTF8'];
  await runOnce({ ...common, name: 'initdb', command: init });
  const settings = ['listen_addresses=', `unix_socket_directories=${sockets}`, 'fsync=off'];
  const child = startChild({
    ...common,
    name: 'postgres',
    command: [join(binaries, 'postgres'), '-D', cluster, ...settings.flatMap((setting) => ['-c', setting])],
    deathSignal: 'QUIT',
    stopSignal: 'SIGINT',
    stopWithinMs: 20_000,
    readyFrom: (line: string): true | undefined =>
      line.includes('ready to accept connections') ? true : undefined,
  });
  await child.ready;
  return {
    url: `postgresql:///postgres?host=${encodeURIComponent(sockets)}&user=ward`,
    stop: async () => {
      await child.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
