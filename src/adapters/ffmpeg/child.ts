import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { notStarted } from '../../core/index.ts';

/** Starts a process; `spawn` of Node, or a test's. */
export type Spawn = (program: string, args: readonly string[], options: SpawnOptions) => ChildProcess;

/**
 * Starts ffmpeg so that it dies with the process that started it, however that ends, and knows nothing of our
 * environment, which holds the secrets of the settings (I9). `setpriv` becomes ffmpeg, so the process id is ffmpeg's.
 *
 * A failure is an answer, whether Node throws it (ENOMEM), emits it (EAGAIN, ENOENT of program or `cwd`) or leaves the
 * child without pipes (EMFILE). Errors: `unavailable` `program-not-started`.
 */
export async function startFfmpeg(
  program: string,
  args: readonly string[],
  { spawn: start = spawn, ...options }: Omit<SpawnOptions, 'env'> & { readonly spawn?: Spawn },
): Promise<ChildProcess> {
  try {
    const env = { PATH: process.env.PATH };
    const child = start('setpriv', ['--pdeathsig', 'KILL', '--', program, ...args], { ...options, env });
    await spawned(child);
    return child;
  } catch (error) {
    throw notStarted('ffmpeg', error);
  }
}

/** The listener for errors stays: a signal that cannot be sent is one too, and must not end this process. */
const spawned = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.on('error', reject);
    child.once('spawn', resolve);
  });
