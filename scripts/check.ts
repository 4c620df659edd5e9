import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../src/core/index.ts';
import { prepareClips } from './check/clips.ts';
import { runGates } from './check/gates.ts';
import { prepareObjectStore } from './check/object-store.ts';
import { type CheckOptions, readOptions } from './check/options.ts';
import { add, emptyTally, skipLines, summaryOf, type Tally } from './check/tally.ts';
import { runTests } from './check/tests.ts';

/** `npm test`: every gate, then every test, then one line of counts. */

const print = (line: string) => console.log(line);

try {
  const options = readOptions(process.argv.slice(2));
  prepareEnvironment(options);
  const total = await runAll(options);
  for (const line of skipLines(total.skipped)) print(line);
  print(summaryOf(total));
  process.exit(total.failed === 0 ? 0 : 1);
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  process.exit(1);
}

/** Tests that want recorded material look for it in CORPORA; the usual place is beside the project. */
function prepareEnvironment({ requireS3 }: CheckOptions): void {
  const beside = resolve('../shared/corpora');
  if (!process.env.CORPORA && existsSync(beside)) process.env.CORPORA = beside;
  if (requireS3) process.env.REQUIRE_S3 = '1';
}

async function runAll({ gates, projects, requireS3 }: CheckOptions): Promise<Tally> {
  const total = emptyTally();
  add(total, await runGates(gates, print));
  const startsServers = projects.some((project) => project !== 'unit');
  if (startsServers) add(total, await prepareObjectStore(requireS3, print));
  if (startsServers) await prepareClips(print);
  // One tier after the other: the last one waits for cameras, and must not wait for the others.
  for (const project of projects) add(total, await runTests(project, print));
  return total;
}
