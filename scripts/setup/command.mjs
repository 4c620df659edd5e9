import { spawn } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { interruption } from './interruption.mjs';
import { root } from './tree.mjs';

/** Whether a program is on PATH or in Debian's folders for root. */
export const hasCommand = (name) => find(name, [...pathDirectories(), '/usr/sbin', '/sbin']) !== undefined;

const pathDirectories = () => (process.env.PATH ?? '').split(delimiter);

const find = (name, directories) =>
  directories.map((directory) => join(directory, name)).find((path) => isExecutable(path));

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Puts this Node first on PATH, for children that look for `node`, such as those in node_modules/.bin. */
export function preferThisNode() {
  const first = find('node', pathDirectories());
  if (first && realpathSync(first) === realpathSync(process.execPath)) return;
  process.env.PATH = [dirname(process.execPath), ...pathDirectories()].join(delimiter);
}

/**
 * Runs a command and captures its output: `{ ok, output }`. It and all its descendants end with us, however
 * we end: each of these commands can safely be killed and repeated.
 * @throws the interruption
 */
export function run(command, args, { cwd = root, env = {} } = {}) {
  interruption.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], {
      ...{ cwd, env: { ...process.env, ...env } },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Leads a process group, so that all of it can be killed.
      detached: true,
    });
    const end = () => signal(-child.pid, 'SIGKILL');
    interruption.addEventListener('abort', end);
    let output = '';
    const keep = (text) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (status) => {
      interruption.removeEventListener('abort', end);
      if (interruption.aborted) reject(interruption.reason);
      else resolve({ ok: status === 0, output: output.trim() });
    });
  });
}

/** Sends a signal to a process, or to a group by its negated number; ignores ended ones and root's. */
export function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
  }
}

/** The last lines of a long output, for a message. */
export const lastLines = (output, most = 15) => output.split('\n').slice(-most).join('\n');
