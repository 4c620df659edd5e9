import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../../../core/index.ts';
import { unlessMissing } from '../missing.ts';

/** Replaces a file of facts in one step. */
export async function writeWhole(directory: string, name: string, facts: object): Promise<void> {
  await rename(await writeTemporary(directory, name, facts), join(directory, name));
}

/** Makes a file of facts unless there is one: whoever comes first is right. */
export async function writeOnce(directory: string, name: string, facts: object): Promise<void> {
  const temporary = await writeTemporary(directory, name, facts);
  try {
    await link(temporary, join(directory, name));
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Workers in several containers write here, each with pid 1: the name must be nobody else's. */
async function writeTemporary(directory: string, name: string, facts: object): Promise<string> {
  const path = join(directory, `.${name}.${randomUUID()}`);
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(facts));
    await file.datasync();
  } catch (error) {
    // A write that fails on a full disk must not leave a partial file.
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return path;
}

/**
 * The facts in a file, or `undefined` when it is absent. One that is damaged is put aside, beside itself: its footage is
 * recovered without it, and one bad file must not hide all others.
 */
export async function readJson<T>(path: string): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch(unlessMissing);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    await rename(path, `${path}.damaged`).catch(unlessMissing);
    return undefined;
  }
}
