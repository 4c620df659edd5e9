import { randomUUID } from 'node:crypto';
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { absent } from './object-tree.ts';

/**
 * A put lasts seconds. Other processes of this host write here too, also from other containers where their pids say
 * nothing; so age alone tells what a killed process left behind.
 */
export const abandonedAfterMs = 60 * 60 * 1000;

export const newTemporaryPath = (folder: string): string => join(folder, `${randomUUID()}.tmp`);

/** Removes what killed processes left in `folder`. */
export async function removeAbandoned(folder: string, nowMs: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(absent(undefined));
    // A link to a file that waited in the spool is as old as its name, not as its bytes.
    if (found && nowMs - Math.max(found.mtimeMs, found.ctimeMs) > abandonedAfterMs)
      await unlink(path).catch(absent(undefined));
  }
}
