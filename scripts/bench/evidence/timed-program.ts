import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Wall time of a program from start to end, ms, in that folder or here. Errors: where it ends with another status. */
export async function timedMs(
  command: readonly string[],
  statuses: readonly number[],
  cwd?: string,
): Promise<number> {
  const [program = '', ...args] = command;
  const startMs = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, 10_000);
  });
  const [status] = (await once(child, 'close')) as [number | null];
  const ms = performance.now() - startMs;
  if (!statuses.includes(status ?? -1)) throw new Error(`${program} ended with ${status}:\n${said}`);
  return ms;
}
