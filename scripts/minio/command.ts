import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly ok: boolean;
  /** Text of stdout and stderr, or the reason why the command did not start. */
  readonly output: string;
}

export interface CommandOptions {
  /** Variables added to its environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Kills the command and its children. */
  readonly signal?: AbortSignal | undefined;
  /** The command ends when this process ends, in whatever way: Ctrl-C does not reach it. */
  readonly diesWithUs?: boolean;
}

/** Runs a command to its end. Never rejects: a missing command counts as a failed one. */
export async function runCommand(
  command: string,
  args: readonly string[],
  { environment = {}, signal, diesWithUs = false }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve({ ok: false, output: 'interrupted' });
    const [program = command, ...rest] = [...(diesWithUs ? mortal : []), command, ...args];
    const child = spawn(program, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
      // The command leads a process group, so that the whole group can be killed.
      detached: true,
    });
    const end = () => endGroup(child.pid);
    signal?.addEventListener('abort', end);
    const words: string[] = [];
    child.stdout.on('data', (chunk) => words.push(String(chunk)));
    child.stderr.on('data', (chunk) => words.push(String(chunk)));
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (exitCode) => {
      signal?.removeEventListener('abort', end);
      resolve({ ok: exitCode === 0, output: words.join('').trim() });
    });
  });
}

const mortal = ['setpriv', '--pdeathsig', 'KILL', '--'];

function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // The command has ended.
  }
}
