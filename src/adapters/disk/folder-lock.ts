import { spawn } from 'node:child_process';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { notStarted, unavailable } from '../../core/index.ts';
import { unlessMissing } from './missing.ts';

/**
 * What a folder stands for is live while this file in it is locked: flock(2), exclusive. The lock belongs to the opened
 * file, so the worker that opened a run shares it with its recorder, and the kernel frees it when the last of them closes
 * the file or dies.
 */
const lockFileName = '.lock';

/** The exit status of a program that inherits `fd` as its descriptor 3. Rejects when it cannot be started. */
export type StatusOf = (program: string, args: readonly string[], fd: number) => Promise<number | null>;

/** Locks a directory until the answer is closed. Errors: `unavailable` `run-locked`, `program-not-started`. */
export async function lockFolder(
  directory: string,
  statusOf: StatusOf = statusInThisThread,
): Promise<FileHandle> {
  const file = await open(join(directory, lockFileName), 'w', 0o600);
  try {
    if (await isTaken(file, '--exclusive', statusOf)) return file;
    throw unavailable('run-locked', 'another recorder holds the run');
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Whether a process that locked the directory lives, or a child that it gave the lock to. The question disturbs no other one that asks. */
export async function isLocked(directory: string, statusOf: StatusOf = statusInThisThread): Promise<boolean> {
  const file = await open(join(directory, lockFileName), 'r').catch(unlessMissing);
  if (!file) return false;
  try {
    return !(await isTaken(file, '--shared', statusOf));
  } finally {
    await file.close();
  }
}

const heldStatus = 75;

/** Whether the lock was free and is ours now. Node has no flock(2): `flock` (util-linux) takes it for our open file. */
async function isTaken(
  file: FileHandle,
  kind: '--exclusive' | '--shared',
  statusOf: StatusOf,
): Promise<boolean> {
  const args = [kind, '--nonblock', '--conflict-exit-code', String(heldStatus), '3'];
  const status = await statusOf('flock', args, file.fd).catch((error: unknown) => {
    throw notStarted('flock', error);
  });
  if (status === 0) return true;
  if (status === heldStatus) return false;
  throw unavailable('lock-unknown', `flock could not take the lock of a run (status ${status})`);
}

/** The start blocks this thread. */
const statusInThisThread: StatusOf = (program, args, fd) =>
  new Promise((resolve, reject) => {
    const stdio = ['ignore', 'ignore', 'ignore', fd] as const;
    const child = spawn(program, args, { stdio: [...stdio], env: { PATH: process.env.PATH } });
    child.once('error', reject);
    child.once('exit', resolve);
  });
