import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes the small program that stands between us and ffmpeg, and answers its path: ffmpeg dies with the process that
 * started it however that ends (PR_SET_PDEATHSIG), and holds the lock of the run's directory, its working directory,
 * exactly as long as it lives. It is given nothing of our environment, which holds the secrets of the settings (I9).
 * Each step replaces the one before it, so the process id is ffmpeg's own.
 */
export async function writeGuard(directory: string, program: string): Promise<string> {
  const path = join(directory, 'recorder');
  const script = `#!/bin/sh
exec env -i PATH="$PATH" setpriv --pdeathsig KILL -- flock --exclusive --nonblock --no-fork .lock ${quoted(program)} "$@"
`;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  // Another worker of this host may be starting it: `sh` would take half a script for a whole one.
  const temporary = `${path}.${randomUUID()}`;
  await writeFile(temporary, script, { mode: 0o700 });
  await rename(temporary, path);
  return path;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
