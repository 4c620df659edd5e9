import { isRoot, runAsRoot } from './as-root.mjs';
import { run } from './command.mjs';
import { say } from './say.mjs';

const name = 'minhchung';

/** PostgreSQL refuses to run as root; scripts/service/postgres-user.ts picks the user this leaves. */
export async function createPostgresUser() {
  const isNeeded = isRoot() && !process.env.DATABASE_URL;
  if (!isNeeded || (await userExists('postgres')) || (await userExists(name))) return;
  say(`PostgreSQL does not run as root: creating the system user "${name}" for it, without a login`);
  const command = `useradd --system --no-create-home --shell /usr/sbin/nologin ${name}`;
  await runAsRoot(`PATH="$PATH:/usr/sbin:/sbin"; ${command}`, [], command);
}

const userExists = async (user) => (await run('getent', ['passwd', user])).ok;
