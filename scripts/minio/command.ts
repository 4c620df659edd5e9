import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly ok: boolean;
  /** What it wrote to both its outputs; or why it did not start. */
  readonly output: string;
}

/** Runs a command to its end. Never fails: a command that is not there is one that did not work. */
export async function runCommand(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    const words: string[] = [];
    child.stdout.on('data', (chunk) => words.push(String(chunk)));
    child.stderr.on('data', (chunk) => words.push(String(chunk)));
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (exitCode) => resolve({ ok: exitCode === 0, output: words.join('').trim() }));
  });
}
