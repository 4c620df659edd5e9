import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src/core/index.ts';
import { type Child, startChild } from './child.ts';

/**
 * Makes the data directory (0700) and holds it for this process, with a lock that the kernel drops when we die.
 * @throws AppError `conflict` / `data-directory-in-use`
 */
export async function holdDataDirectory(dataDir: string): Promise<Child<true>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const holder = startChild({
    name: 'data-directory-lock',
    command: [
      'flock',
      '--nonblock',
      '--no-fork',
      join(dataDir, 'lock'),
      'sh',
      '-c',
      'echo held; exec sleep infinity',
    ],
    env: { PATH: process.env.PATH },
    deathSignal: 'KILL',
    stopSignal: 'SIGTERM',
    stopWithinMs: 1_000,
    readyFrom: (line) => (line === 'held' ? true : undefined),
    onLine: () => {},
  });
  const isHeld = await holder.ready.catch(() => false);
  if (isHeld) return holder;
  throw new AppError(
    'conflict',
    'data-directory-in-use',
    `Another service is running on ${dataDir}: stop it first`,
  );
}
