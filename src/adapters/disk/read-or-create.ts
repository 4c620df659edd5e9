import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../core/index.ts';

/**
 * The content of a small private file, made by `create` when it is absent. Of several processes that make it at once,
 * one wins and all read the same.
 */
export async function readOrCreate(
  path: string,
  create: () => Uint8Array | Promise<Uint8Array>,
): Promise<Buffer> {
  const existing = await readIfThere(path);
  if (existing) return existing;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, await create(), { mode: 0o600, flush: true });
  await link(temporary, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(temporary);
  return readFile(path);
}

/** A key of 32 random bytes, made at first use, readable by us alone. Errors: `internal` `key-damaged`. */
export async function readKey(path: string): Promise<Uint8Array> {
  const key = await readOrCreate(path, () => randomBytes(32));
  if (key.length !== 32) throw new AppError('internal', 'key-damaged', `${path} is not a key of 32 bytes`);
  return key;
}

export const readIfThere = (path: string): Promise<Buffer | undefined> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
