import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs the work while no other process holds that lock file. The kernel frees the lock when its holder dies,
 * however it dies.
 */
export async function whileAlone<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  const holder = spawn('flock', [lockFile, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(holder, 'close');
  const refused = closed.then(() => Promise.reject(new Error(`could not lock ${lockFile}`)));
  await Promise.race([once(holder.stdout, 'data'), refused]);
  try {
    return await work();
  } finally {
    refused.catch(() => undefined);
    holder.stdin.end();
    await closed;
  }
}
