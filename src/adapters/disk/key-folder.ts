import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/index.ts';
import type { SavedKey } from '../../ward/index.ts';
import { bytesEqual, makeDirectory, publish, supersede, writeVerified } from './durable-file.ts';
import { readIfThere } from './read-or-create.ts';

/** All files of the key folder, by name. Errors: `invalid` `no-keys` where there is none. */
export async function readKeyFolder(folder: string): Promise<SavedKey[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'))
    .map(({ name }) => name);
  if (names.length === 0) throw new AppError('invalid', 'no-keys', `There are no keys in ${folder}`);
  return Promise.all(names.sort().map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
}

/**
 * Puts keys into the folder, and answers the names of those that were not there as they are. A file that holds another key is
 * renamed beside it with `replace`. Errors: `conflict` `keys-differ` without it, and nothing is written.
 */
export async function writeKeyFolder(
  folder: string,
  keys: readonly SavedKey[],
  { replace }: { readonly replace: boolean },
): Promise<string[]> {
  const present = await Promise.all(keys.map(({ name }) => readIfThere(join(folder, name))));
  const isSame = (i: number) => present[i] && keys[i] && bytesEqual(present[i], keys[i].bytes);
  const missing = keys.filter((_, i) => !isSame(i));
  const others = keys.filter((_, i) => present[i] && !isSame(i)).map(({ name }) => name);
  if (others.length > 0 && !replace)
    throw new AppError(
      'conflict',
      'keys-differ',
      `${folder} holds other keys: ${others.join(', ')}. With --replace they are kept beside the restored ones.`,
    );
  for (const key of missing) await writeKey(folder, key, others.includes(key.name));
  return missing.map(({ name }) => name);
}

async function writeKey(folder: string, { name, bytes }: SavedKey, isThere: boolean): Promise<void> {
  const path = join(folder, name);
  const temporary = `${path}.${randomUUID()}.tmp`;
  if (isThere) await keepAside(path);
  await makeDirectory(folder);
  await writeVerified(temporary, bytes);
  if (isThere) await supersede(temporary, path);
  else await publish(temporary, path);
}

/** Under a name that no key has, for who finds out that it was needed. */
async function keepAside(path: string): Promise<void> {
  const bytes = await readFile(path);
  await writeVerified(`${path}.replaced-${randomUUID().slice(0, 8)}`, bytes);
}
