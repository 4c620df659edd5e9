import type { ChildProcess, SpawnOptions } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import { notStarted } from '../../core/index.ts';

/** The part of a started process that is used here: a `ChildProcess` of Node has it. */
export interface StartedProcess extends EventEmitter {
  readonly pid?: number | undefined;
  readonly exitCode: number | null;
  readonly signalCode: NodeJS.Signals | null;
  readonly stdin: {
    write(text: string): unknown;
    on(event: 'error', listener: (error: Error) => void): unknown;
  } | null;
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  kill(signal: NodeJS.Signals): unknown;
}

/** Starts a process: `spawn` of Node, one that has a thread of its own, or a test's. */
export type Spawn<Started extends StartedProcess = ChildProcess> = (
  program: string,
  args: readonly string[],
  options: SpawnOptions,
) => Started;

/**
 * Starts ffmpeg so that it dies with the process that started it, however that ends, and knows nothing of our
 * environment, which holds the secrets of the settings (I9). `setpriv` becomes ffmpeg, so the process id is ffmpeg's.
 *
 * A failure is an answer, whether Node throws it (ENOMEM), emits it (EAGAIN, ENOENT of program or `cwd`) or leaves the
 * child without pipes (EMFILE). Errors: `unavailable` `program-not-started`.
 */
export async function startFfmpeg<Started extends StartedProcess>(
  spawn: Spawn<Started>,
  program: string,
  args: readonly string[],
  options: Omit<SpawnOptions, 'env'>,
): Promise<Started> {
  try {
    const env = { PATH: process.env.PATH };
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', program, ...args], { ...options, env });
    await spawned(child);
    return child;
  } catch (error) {
    throw notStarted('ffmpeg', error);
  }
}

/** The listener for errors stays: a signal that cannot be sent is one too, and must not end this process. */
const spawned = (child: StartedProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.on('error', reject);
    child.once('spawn', resolve);
  });
