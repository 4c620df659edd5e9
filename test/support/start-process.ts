import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { descendants } from './service-processes.ts';

export interface StartedService {
  readonly url: string;
  /** Token of the one-time link; absent once there is an admin. */
  readonly setupToken: string | undefined;
  /** Everything that runs under it now. */
  descendants(): number[];
  /** SIGKILL to the supervisor alone; the kernel must see to the rest. */
  kill(): Promise<void>;
  /** As Ctrl-C. */
  stop(): Promise<void>;
}

/** `npm start` as a process of its own, compiled, so that it can be killed whole. */
export async function startProcess(env: Readonly<Record<string, string>>): Promise<StartedService> {
  const program = join(import.meta.dirname, '../../dist/scripts/start.js');
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', process.execPath, program], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const greeting = await readGreeting(child);
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return {
    ...greeting,
    descendants: () => descendants(child.pid ?? -1),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGINT'),
  };
}

async function readGreeting(child: ChildProcess): Promise<{ url: string; setupToken: string | undefined }> {
  if (!child.stdout) throw new Error('the service has no stdout');
  let url: string | undefined;
  let setupToken: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    url ??= / (https?:\/\/\S+)$/.exec(line)?.[1];
    setupToken ??= /\/setup#([\w-]+)$/.exec(line)?.[1];
    if (line.startsWith('Ctrl-C') && url) {
      child.stdout.resume();
      return { url, setupToken };
    }
  }
  throw new Error('the service ended before it served');
}
