import { invalid } from '../../../src/core/index.ts';

/** One line for a program, or one `name: value` on each line for people. */
export function print(fields: object, asJson: true | undefined): void {
  if (asJson) console.log(JSON.stringify(fields));
  else
    console.log(
      Object.entries(fields)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join('\n'),
    );
}

/** Parses a whole number. Errors: `invalid` `bad-number`. */
export function count(text: string, what: string): number {
  if (!/^(?:0|[1-9][0-9]{0,14})$/.test(text))
    throw invalid('bad-number', `${what}: a whole number is expected`);
  return Number(text);
}
