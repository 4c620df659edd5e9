import { chown, mkdir, mkdtemp, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { OsUser } from './postgres-user.ts';

const namePrefix = 'minh-chung-';

/** `sun_path` of a unix socket holds 107 bytes (unix(7)); our longest socket name takes 20 of them. */
const longestDirectory = 87;

/**
 * A private directory (0700) for the sockets of the embedded servers, short whatever the data directory's path is.
 * `<dataDir>/run` is a link to it, by which the next start finds and removes what a SIGKILL left behind. Only for
 * the one process that holds the data directory.
 */
export async function openRunDirectory(dataDir: string, owner: OsUser | undefined): Promise<string> {
  const link = join(dataDir, 'run');
  await removeRunDirectory(dataDir);
  const temporary = tmpdir();
  const parent = temporary.length + namePrefix.length + 7 > longestDirectory ? '/tmp' : temporary;
  const directory = await mkdtemp(join(parent, namePrefix));
  if (owner) await chown(directory, owner.uid, owner.gid);
  await mkdir(dataDir, { recursive: true });
  await symlink(directory, link);
  return directory;
}

export async function removeRunDirectory(dataDir: string): Promise<void> {
  const link = join(dataDir, 'run');
  const target = await readlink(link).catch(() => undefined);
  if (target && basename(target).startsWith(namePrefix)) await rm(target, { recursive: true, force: true });
  await rm(link, { force: true });
}
