#!/usr/bin/env node
import { Refusal } from '../src/client/index.ts';
import { AppError } from '../src/core/index.ts';
import { minhchung } from './cli/program.ts';

/** The command of an installed service. Errors print one line each, without a stack. */
try {
  await (await minhchung(process.argv[2])).parseAsync();
} catch (error) {
  if (!(error instanceof AppError || error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
