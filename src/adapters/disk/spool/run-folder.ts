import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dayMs, isId, type StreamId } from '../../../core/index.ts';
import type { OpenRun, Run } from '../../../recording/index.ts';
import { isLocked, lockFolder, type StatusOf } from '../folder-lock.ts';
import { unlessMissing } from '../missing.ts';
import { writeWhole } from './facts-file.ts';

export const runFile = 'run.json';

/** Longer than any opening lasts, whatever the clock does meanwhile. */
const abandonedMs = dayMs;

/** Makes a run's folder: it is seen under its name only when it is whole, that is locked and with its facts. */
export async function openRunFolder(home: string, run: Run, statusOf?: StatusOf): Promise<OpenRun> {
  const directory = join(home, run.streamId, run.id);
  const hidden = join(home, run.streamId, `.${run.id}.${randomUUID()}`);
  // Also makes the stream's folder, again if the sweep takes it away meanwhile.
  await mkdir(hidden, { recursive: true, mode: 0o700 });
  try {
    return await showWhole(hidden, await lockFolder(hidden, statusOf), { directory, run });
  } catch (error) {
    await rm(hidden, { recursive: true, force: true });
    throw error;
  }
}

async function showWhole(
  hidden: string,
  lock: FileHandle,
  { directory, run }: { readonly directory: string; readonly run: Run },
): Promise<OpenRun> {
  try {
    await writeWhole(hidden, runFile, run);
    await rename(hidden, directory);
    return { directory, lockFd: lock.fd, release: () => lock.close() };
  } catch (error) {
    await lock.close();
    throw error;
  }
}

/** The runs of a stream that were opened, of all that lies in its folder. */
export async function runsOf(home: string, streamId: StreamId) {
  return (await namesIn(join(home, streamId))).filter((name) => isId('run', name));
}

/** Removes a run that is over and ingested, and with the last one the stream's folder. */
export async function removeRunFolder(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await rmdir(join(directory, '..')).catch(() => {});
}

/** Removes what a crash left of an opening. It holds no footage: the recorder starts after it. */
export async function removeHalfOpened(home: string, streamId: StreamId): Promise<void> {
  for (const name of (await namesIn(join(home, streamId))).filter((name) => name.startsWith('.run_'))) {
    const hidden = join(home, streamId, name);
    const made = await stat(hidden).catch(unlessMissing);
    const isOld = made !== undefined && Date.now() - made.mtimeMs > abandonedMs;
    if (isOld && !(await isLocked(hidden))) await removeRunFolder(hidden);
  }
}

export const namesIn = async (directory: string): Promise<string[]> =>
  (await readdir(directory).catch(unlessMissing)) ?? [];
