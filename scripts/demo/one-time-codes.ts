import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Authenticator } from './authenticator.ts';

/** A user who needs a second factor to sign in. */
export interface CodeHolder {
  readonly title: string;
  readonly name: string;
  readonly app: Pick<Authenticator, 'waitMs' | 'codeWhenDue'>;
}

/**
 * Prints a fresh code of each user when Enter is pressed. A code works once, and two come in a minute: an
 * early press prints how long to wait, and further presses until then do nothing.
 */
export function printCodesOnEnter(
  holders: readonly CodeHolder[],
  input: NodeJS.ReadableStream,
  print: (text: string) => void,
): void {
  let isWaiting = false;
  createInterface({ input }).on('line', () => {
    if (isWaiting) return;
    isWaiting = true;
    void printFreshCodes(holders, print).finally(() => {
      isWaiting = false;
    });
  });
}

/** Prints a fresh code of each user as soon as all have one: within 30 s. */
export async function printFreshCodes(
  holders: readonly CodeHolder[],
  print: (text: string) => void,
): Promise<void> {
  const waitS = Math.ceil(Math.max(...holders.map(({ app }) => app.waitMs)) / 1000);
  if (waitS > 1) print(`The next codes come in ${waitS} s.`);
  const codes = await Promise.all(holders.map(({ app }) => app.codeWhenDue()));
  print(
    holders
      .map(({ title, name }, i) => `  ${title.padEnd(11)} ${name.padEnd(10)} ${codes[i] ?? ''}`)
      .join('\n'),
  );
}

/** Whether this process may read keys of the terminal: in the background, a read would stop it (SIGTTIN). */
export function hearsKeys(): boolean {
  if (!process.stdin.isTTY) return false;
  // proc(5): after the name come state, parent, process group, session, terminal and its foreground group.
  const [, , group, , , foreground] =
    readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return group === foreground;
}
