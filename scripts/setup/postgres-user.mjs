import { spawnSync } from 'node:child_process';
import { isRoot } from './as-root.mjs';
import { run } from './command.mjs';
import { SetupStopped, say } from './say.mjs';

const name = 'minhchung';

/** Creates a user for PostgreSQL, which refuses root; scripts/service/postgres-user.ts picks it. */
export async function createPostgresUser() {
  const isNeeded = isRoot() && !process.env.DATABASE_URL;
  if (!isNeeded || (await userExists('postgres')) || (await userExists(name))) return;
  say(`PostgreSQL does not run as root: creating the system user "${name}" for it, without a login`);
  const command = ['useradd', '--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name];
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
  // Not interruptible: the command holds the lock of the host's users.
  const { status } = spawnSync('setsid', command, { env, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new SetupStopped(`that failed. As root, run:\n  ${command.join(' ')}`);
}

const userExists = async (user) => (await run('getent', ['passwd', user])).ok;
