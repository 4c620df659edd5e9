import { parseArgs } from 'node:util';
import { AppError } from '../../src/core/index.ts';
import { gateNames } from './gates.ts';
import { projects } from './tests.ts';

export interface CheckOptions {
  readonly gates: readonly string[];
  readonly projects: readonly string[];
  /** A missing S3 server is a failure instead of a skip. */
  readonly requireS3: boolean;
}

/** @throws AppError `invalid` / `option-invalid` */
export function readOptions(args: readonly string[]): CheckOptions {
  const { values } = parse([...args]);
  const only = values.only ?? [...gateNames, ...projects];
  const unknown = only.filter((name) => !gateNames.includes(name) && !projects.includes(name));
  if (unknown.length > 0) throw invalidOption(`--only takes ${[...gateNames, ...projects].join(', ')}`);
  return {
    gates: gateNames.filter((name) => only.includes(name)),
    projects: projects.filter((name) => only.includes(name)),
    requireS3: values['require-s3'] ?? false,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { 'require-s3': { type: 'boolean' }, only: { type: 'string', multiple: true } },
    });
  } catch (error) {
    throw invalidOption(error instanceof Error ? error.message : String(error));
  }
}

const invalidOption = (message: string): AppError => new AppError('invalid', 'option-invalid', message);
