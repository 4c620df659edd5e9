import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '../../../dist/scripts/minhchung.js');

export interface RunningWitness {
  readonly url: string;
  /** As it prints it. */
  readonly keyText: string;
  /** Answers the exit status; `null` after SIGKILL. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** The compiled command, as another office runs it. Throws what it says when it does not start. */
export async function startWitness(
  folder: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningWitness> {
  const words = ['witness', '--folder', folder, '--listen', '127.0.0.1:0', ...args];
  const child = spawn(process.execPath, [program, ...words], { env: { PATH: process.env.PATH, ...env } });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const printed = await printedBy(child);
  if (!printed) throw new Error(`${(await exited)[0]}: ${said}`);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return (await exited)[0];
  };
  return { ...printed, end };
}

async function printedBy({ stdout }: ChildProcess): Promise<{ url: string; keyText: string } | undefined> {
  let keyText = '';
  for await (const line of createInterface({ input: stdout ?? process.stdin })) {
    keyText ||= /^this witness: (\S+)$/.exec(line)?.[1] ?? '';
    const url = /^listens on (\S+)$/.exec(line)?.[1];
    if (url) {
      stdout?.resume();
      return { url, keyText };
    }
  }
  return undefined;
}
