import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdLock } from '../held-lock.ts';
import { removeRunDirectory } from '../service/run-directory.ts';

const prefix = 'minhchung-demo-';
/** A folder has this prefix until it is locked. */
const freshPrefix = 'minhchung-new-';

/** Temporary folder of a running demo. The demo locks it; the kernel frees the lock however it ends. */
export interface DemoFolder {
  /** Data directory of the service. */
  readonly dataDir: string;
  /** Data directory of MinIO, where the demo runs one. */
  readonly minioDir: string;
  readonly remove: () => Promise<void>;
}

/** Removes the folders of killed demos, then makes a new one. */
export async function openDemoFolder(parent: string = tmpdir()): Promise<DemoFolder> {
  await removeAbandoned(parent);
  const fresh = await mkdtemp(join(parent, freshPrefix));
  const holder = await holdLock(lockIn(fresh));
  const path = fresh.replace(freshPrefix, prefix);
  await rename(fresh, path);
  const remove = async () => {
    await removeFolder(path);
    await holder?.release();
  };
  return { dataDir: dataIn(path), minioDir: join(path, 'minio'), remove };
}

const lockIn = (folder: string): string => join(folder, 'lock');
const dataIn = (folder: string): string => join(folder, 'data');

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent))
    if (name.startsWith(prefix)) await removeUnlessHeld(join(parent, name));
}

/** Leaves the folder of another user alone. */
async function removeUnlessHeld(folder: string): Promise<void> {
  const holder = await holdLock(lockIn(folder)).catch(() => undefined);
  if (!holder) return;
  await removeRunDirectory(dataIn(folder));
  await removeFolder(folder);
  await holder.release();
}

/** Tries several times: a process that was just killed may still write its last file. */
const removeFolder = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
