import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';

/** Held exclusively by the recorder of a run for as long as it lives: flock(2), freed by the kernel with the process. */
const lockFileName = '.lock';

/** Whether a recorder lives in the run's directory. Asks `flock` (util-linux), since Node has no flock(2). */
export async function isLocked(directory: string): Promise<boolean> {
  const path = join(directory, lockFileName);
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  return exists && (await flockStatus(path)) === heldStatus;
}

const heldStatus = 75;

function flockStatus(path: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const args = ['--exclusive', '--nonblock', '--conflict-exit-code', String(heldStatus), path, 'true'];
    const child = spawn('flock', args, { stdio: 'ignore', env: { PATH: process.env.PATH } });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
