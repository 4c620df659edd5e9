import { parseArgs } from 'node:util';
import { parsed, wholeNumber } from '../command-line/options.ts';

export interface CheckOptions {
  /** Names of gates and tiers, and parts of test files' paths; an empty list means everything. */
  readonly words: readonly string[];
  /** Fails when an S3 server is missing, instead of skipping. */
  readonly requireS3: boolean;
  /** Prints a table of the slowest tests at the end. */
  readonly showsSlowest: boolean;
  /** How many times each test file runs. */
  readonly repeat: number;
  /** Only test files changed since that commit, or with changed imports; `true`: since the fork from main. */
  readonly changedSince?: string | true;
}

export const usage =
  'npm test -- [gate, tier or part of a path …] [--slow] [--repeat TIMES] [--changed[=COMMIT]] [--require-s3]';

/** @throws AppError `invalid` / `option-invalid` */
export function readOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = parse(args);
  const { changed } = values;
  return {
    words: positionals,
    requireS3: values['require-s3'] ?? false,
    showsSlowest: values.slow ?? false,
    repeat: wholeNumber('repeat', values.repeat ?? '1'),
    ...(changed === undefined ? {} : { changedSince: changed === '' || changed }),
  };
}

const parse = (args: readonly string[]) =>
  parsed(usage, () =>
    parseArgs({
      // `parseArgs` cannot have an option with an optional value.
      args: args.map((arg) => (arg === '--changed' ? '--changed=' : arg)),
      options: {
        'require-s3': { type: 'boolean' },
        slow: { type: 'boolean' },
        repeat: { type: 'string' },
        changed: { type: 'string' },
      },
      allowPositionals: true,
    }),
  );
