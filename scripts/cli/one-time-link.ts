import type { Config } from '../../config/load.ts';
import type { IssuedLink } from '../../src/access/index.ts';
import { formatInstant } from '../../src/core/index.ts';

interface LinkPlace extends Pick<Config, 'publicUrl'> {
  /** When it begins to work, where that is not at once. */
  readonly fromMs?: number;
}

/** Prints a one-time link for the terminal: it is stored nowhere, so no later command shows it again. */
export function printLink({ token, endsAtMs }: IssuedLink, { publicUrl, fromMs }: LinkPlace): void {
  const path = `/setup#${token}`;
  const from = fromMs === undefined ? '' : `from ${formatInstant(fromMs)} `;
  console.log(
    publicUrl === undefined ? `link, at the address of the console: ${path}` : `link: ${publicUrl}${path}`,
  );
  console.log(`Hand it to that person; it works once, ${from}until ${formatInstant(endsAtMs)}.`);
}
