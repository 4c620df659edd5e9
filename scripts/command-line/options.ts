import { type ParseArgsConfig, parseArgs } from 'node:util';
import { AppError, messageOf } from '../../src/core/index.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

interface CommandLine {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Returns the options. For a wrong option, prints the error and ends the process with status 2. */
export function orEnd<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    console.error(messageOf(error));
    process.exit(2);
  }
}

/** @throws AppError `invalid` / `option-invalid` */
export function readOptions<Named extends Options>(
  usage: string,
  options: Named,
  { args = process.argv.slice(2), env = process.env }: CommandLine = {},
) {
  const takenByNpm = Object.keys(options).find((name) => env[npmVariable(name)] !== undefined);
  if (takenByNpm !== undefined)
    throw invalidOption(`npm took --${takenByNpm} as its own option. It is ${usage}`);
  return parsed(usage, () => parseArgs({ args: [...args], options }).values);
}

/** The variable in which npm puts an option that has no `--` before it and that npm takes for its own. */
const npmVariable = (option: string): string => `npm_config_${option.replaceAll('-', '_')}`;

/**
 * Parses a command line, and adds the usage to an error. @throws AppError `invalid` / `option-invalid` with
 * the usage
 */
export function parsed<T>(usage: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const [reason = ''] = messageOf(error).split('. ');
    throw invalidOption(`${reason}. It is ${usage}`);
  }
}

/** @throws AppError `invalid` / `option-invalid` */
export function wholeNumber(
  option: string,
  text: string,
  { min = 1, max = Number.MAX_SAFE_INTEGER }: { readonly min?: number; readonly max?: number } = {},
): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`;
  throw invalidOption(`--${option} takes a whole number ${range}, not "${text}"`);
}

/** @throws AppError `invalid` / `option-invalid` */
export function oneOf<const Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  throw invalidOption(`--${option} takes ${words.join(' or ')}, not "${text}"`);
}

export const invalidOption = (message: string): AppError =>
  new AppError('invalid', 'option-invalid', message);
