import { chown, mkdir, mkdtemp, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { OsUser } from './postgres-user.ts';

const namePrefix = 'minh-chung-';

/** `sun_path` of a unix socket holds 107 bytes (unix(7)); our longest socket name takes 20 of them. */
const maxDirectoryLength = 87;

/**
 * Makes a private directory (0700) for the sockets of the embedded servers, with a short path whatever the
 * data directory's is. `<dataDir>/run` links to it; the next start uses the link to remove what a SIGKILL
 * left behind. Only the process that holds the data directory may call this.
 */
export async function openRunDirectory(dataDir: string, owner: OsUser | undefined): Promise<string> {
  const link = join(dataDir, 'run');
  await removeRunDirectory(dataDir);
  const temporary = tmpdir();
  const parent = temporary.length + namePrefix.length + 7 > maxDirectoryLength ? '/tmp' : temporary;
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
