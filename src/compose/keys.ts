import { join } from 'node:path';
import { readIfThere, readKey } from '../adapters/disk/read-or-create.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { PostgresKeyBook } from '../adapters/postgres/ward/key-book.ts';
import type { Clock } from '../core/index.ts';
import { wardKey } from '../ward/index.ts';

/** A lost one costs a sign-in only, so another one is welcome. */
const replaceable: ReadonlySet<string> = new Set(['sessions']);

export const keyFolderOf = (dataDir: string): string => join(dataDir, 'keys');

/** Reads keys of the data directory by their names; those that the catalogue's secrets need are its own. Errors: `wardKey`, `readKey`. */
export function composeKeys(
  dataDir: string,
  db: Database,
  clock: Clock,
): (name: string) => Promise<Uint8Array> {
  const book = new PostgresKeyBook(db);
  return (name) => {
    const path = join(keyFolderOf(dataDir), name);
    if (replaceable.has(name)) return readKey(path);
    const file = { path, readIfThere: () => readIfThere(path), read: () => readKey(path) };
    return wardKey(book, name, file, clock.nowMs());
  };
}
