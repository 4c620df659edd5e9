import type { Config } from '../../config/load.ts';
import type { IssuedLink } from '../../src/access/index.ts';
import { formatInstant } from '../../src/core/index.ts';

/** Prints a one-time link for the terminal: it is stored nowhere, so no later command shows it again. */
export function printLink({ token, endsAtMs }: IssuedLink, { publicUrl }: Pick<Config, 'publicUrl'>): void {
  const path = `/setup#${token}`;
  console.log(
    publicUrl === undefined ? `link, at the address of the console: ${path}` : `link: ${publicUrl}${path}`,
  );
  console.log(`Hand it to that person; it works once, until ${formatInstant(endsAtMs)}.`);
}
