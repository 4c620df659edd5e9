import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Which program runs: the version of its package, and SHA-256, hex, over the names and contents of its files. */
export interface Program {
  readonly version: string;
  readonly build: string;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Reads the program's own files, some thousand. */
export async function readProgram(): Promise<Program> {
  const hash = createHash('sha256');
  for (const folder of ['src', 'workers']) await hashFiles(join(root, folder), folder, hash);
  return { version: await versionAbove(root), build: hash.digest('hex') };
}

async function hashFiles(path: string, name: string, hash: ReturnType<typeof createHash>): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const [innerPath, innerName] = [join(path, entry.name), `${name}/${entry.name}`];
    if (entry.isDirectory()) await hashFiles(innerPath, innerName, hash);
    else if (/\.[jt]s$/.test(entry.name)) hash.update(`${innerName}\0`).update(await readFile(innerPath));
  }
}

/** Compiled programs lie one folder below the package. */
async function versionAbove(folder: string): Promise<string> {
  for (const path of [join(folder, 'package.json'), join(folder, '..', 'package.json')]) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return (JSON.parse(text) as { version: string }).version;
  }
  return '0';
}
