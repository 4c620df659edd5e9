import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../src/core/index.ts';
import { type CheckOptions, readOptions } from './check/options.ts';
import { print } from './check/print.ts';
import { runSelection } from './check/schedule.ts';
import { select } from './check/selection.ts';
import { slowestLines } from './check/slowest.ts';
import { skipLines, summaryOf } from './check/tally.ts';
import { testFiles } from './check/test-files.ts';

/** `npm test`: every gate and test, or the named ones, then one line of counts. */

try {
  const options = readOptions(process.argv.slice(2));
  const selection = select(options, testFiles());
  prepareEnvironment(options);
  const total = await runSelection(selection, options, print);
  if (options.showsSlowest) print(['The slowest tests:', ...slowestLines(total.timed)].join('\n'));
  for (const line of skipLines(total.skipped)) print(line);
  print(summaryOf(total));
  process.exit(total.failed === 0 ? 0 : 1);
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  process.exit(1);
}

/** Tests that need recorded material look for it in CORPORA; the usual place is beside the project. */
function prepareEnvironment({ requireS3 }: CheckOptions): void {
  const beside = resolve('../shared/corpora');
  if (!process.env.CORPORA && existsSync(beside)) process.env.CORPORA = beside;
  if (requireS3) process.env.REQUIRE_S3 = '1';
}
