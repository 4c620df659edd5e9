import type { Dirent } from 'node:fs';
import { readdir, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from '../../../core/index.ts';
import { isObjectKey, type ObjectEntry } from '../../../objects/index.ts';
import { syncDirectory } from '../durable-file.ts';

/** Every object below `root` whose key starts with `prefix` (checked). What comes or goes meanwhile may be missing or present. */
export async function* walkObjects(root: string, prefix: string): AsyncGenerator<ObjectEntry> {
  yield* walkFolder(root, prefix.slice(0, prefix.lastIndexOf('/') + 1), prefix);
}

async function* walkFolder(root: string, folder: string, prefix: string): AsyncGenerator<ObjectEntry> {
  for (const entry of await entriesOf(join(root, folder))) {
    const key = `${folder}${entry.name}`;
    if (!key.startsWith(prefix)) continue;
    if (entry.isDirectory()) yield* walkFolder(root, `${key}/`, prefix);
    else if (entry.isFile() && isObjectKey(key)) {
      const sizeBytes = await sizeOf(join(root, key));
      if (sizeBytes !== undefined) yield { key, sizeBytes };
    }
  }
}

const entriesOf = (path: string): Promise<Dirent[]> =>
  readdir(path, { withFileTypes: true }).catch(absent<Dirent[]>([]));

/** The names of the files in a folder; none, when there is no such folder. */
export const namesOfFiles = async (path: string): Promise<Set<string>> =>
  new Set((await entriesOf(path)).filter((entry) => entry.isFile()).map(({ name }) => name));

/** The size of the file there, or `undefined`; a folder is no file. */
export async function sizeOf(path: string): Promise<number | undefined> {
  const stats = await stat(path).catch(absent(undefined));
  return stats?.isFile() ? stats.size : undefined;
}

/** Removes files of one folder below `root`, durably, and the folders above that became empty. */
export async function removeFiles(root: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) await unlink(path).catch(absent(undefined));
  const [first] = paths;
  if (first === undefined) return;
  // Also when another process unlinked them: unlinked is not yet durable across a power cut.
  await syncDirectory(dirname(first)).catch(absent(undefined));
  await pruneFolders(root, first);
}

/** Removes the folders above `path` that became empty, below `root`: a camera makes 24 a day. */
async function pruneFolders(root: string, path: string): Promise<void> {
  for (let folder = dirname(path); folder !== root; folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch (error) {
      if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errnoOf(error) ?? '')) return;
      throw error;
    }
  }
}

/** For `catch`: `value` when there is no such file; anything else is thrown again. */
export const absent =
  <T>(value: T) =>
  (error: unknown): T => {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return value;
    throw error;
  };
