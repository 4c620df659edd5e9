import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasCommand } from './command.mjs';
import { interruption } from './interruption.mjs';
import { SetupStopped, say } from './say.mjs';
import { inRoot } from './tree.mjs';

/**
 * Serialises set-ups of this folder: the second waits. Returns a function that frees the lock; so does the
 * end of this process.
 */
export async function lockSetup() {
  const file = inRoot('.cache', 'setup.lock');
  const release = await lock(openLockFile(file), () => {
    say(
      `another set-up is at work in this folder (process ${readFileSync(file, 'utf8')}): waiting for its end`,
    );
  });
  writeFileSync(file, String(process.pid));
  return release;
}

function openLockFile(file) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, 'a');
  } catch ({ message }) {
    throw new SetupStopped(`this folder cannot be written (${message}): use a clone of your own`);
  }
}

/**
 * Locks an open file or directory with flock(1). The lock belongs to the open file, so it stays ours after
 * the flock program has ended. Without flock, set-up goes no further than to report that it is missing.
 */
export async function lock(descriptor, onWait) {
  if (hasCommand('flock') && !(await flock(descriptor, '--nonblock'))) {
    onWait();
    await flock(descriptor);
  }
  return () => closeSync(descriptor);
}

function flock(descriptor, ...options) {
  return new Promise((resolve, reject) => {
    const child = spawn('flock', [...options, '3'], { stdio: ['ignore', 'ignore', 'inherit', descriptor] });
    const end = () => child.kill();
    interruption.addEventListener('abort', end);
    child.once('error', reject);
    child.once('exit', (status) => {
      interruption.removeEventListener('abort', end);
      if (interruption.aborted) reject(interruption.reason);
      else resolve(status === 0);
    });
  });
}
