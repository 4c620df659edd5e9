import { stripVTControlCharacters } from 'node:util';
import type { TestCase, TestModule, Vitest } from 'vitest/node';
import { add, emptyTally, type Skip, type Tally } from './tally.ts';

/** The tiers of vitest.config.ts, the quick ones first. */
export const projects: readonly string[] = ['unit', 'integration', 'browser', 'e2e'];

/** A file of tests that takes longer is mentioned when it ends, so that a long run is seen to move. */
const slowFileMs = 5_000;

/** Runs one tier to its end. A file that cannot be loaded counts as one failure. */
export async function runTests(project: string, print: (line: string) => void): Promise<Tally> {
  const { startVitest } = await import('vitest/node');
  const startMs = performance.now();
  const progress = { onTestModuleEnd: (module: TestModule) => printSlow(module, print) };
  const vitest = await startVitest('test', [], {
    watch: false,
    project: [project],
    passWithNoTests: true,
    reporters: [progress],
  });
  const tally = tallyOf(vitest, print);
  await vitest.close();
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
  print(`${tally.failed === 0 ? 'passed' : 'FAILED'} ${project}: ${tally.passed} tests (${seconds} s)`);
  return tally;
}

function printSlow(module: TestModule, print: (line: string) => void): void {
  const { duration } = module.diagnostic();
  if (duration > slowFileMs) print(`  ${module.relativeModuleId} (${(duration / 1_000).toFixed(1)} s)`);
}

function tallyOf(vitest: Vitest, print: (line: string) => void): Tally {
  const total = emptyTally();
  for (const module of vitest.state.getTestModules()) add(total, moduleTally(module, print));
  for (const error of vitest.state.getUnhandledErrors()) {
    total.failed++;
    print(`FAILED outside of any test, ${fileOf(error)}: ${messageOf(error)}`);
  }
  return total;
}

function moduleTally(module: TestModule, print: (line: string) => void): Tally {
  const tally = emptyTally();
  for (const error of module.errors()) {
    tally.failed++;
    print(`FAILED ${module.relativeModuleId}: ${messageOf(error)}`);
  }
  for (const suite of module.children.allSuites())
    for (const error of suite.errors()) {
      tally.failed++;
      print(`FAILED ${module.relativeModuleId} > ${suite.fullName}: ${messageOf(error)}`);
    }
  for (const test of module.children.allTests()) if (!isLeftOut(test)) count(test, tally, print);
  return tally;
}

/** A group whose set-up fails leaves its tests out: that is the failure above, and no skip for the reason in its title. */
function isLeftOut({ parent }: TestCase): boolean {
  for (let group = parent; group.type === 'suite'; group = group.parent)
    if (group.errors().length > 0) return true;
  return false;
}

function count(test: TestCase, tally: Tally, print: (line: string) => void): void {
  const result = test.result();
  if (result.state === 'passed') tally.passed++;
  else if (result.state === 'skipped') tally.skipped.push(skipOf(test, result.note));
  else {
    tally.failed++;
    const errors = result.errors?.map(messageOf) ?? ['it did not end'];
    print(`FAILED ${test.module.relativeModuleId} > ${test.fullName}\n${errors.join('\n')}`);
  }
}

/** The reason is the test's own note or, where a whole group is left out, part of its title. */
function skipOf(test: TestCase, note: string | undefined): Skip {
  const inTitle = /skipped: (.*?)\)?(?: > |$)/.exec(test.fullName)?.[1];
  return {
    name: `${test.module.relativeModuleId} > ${test.name}`,
    reason: note ?? inTitle ?? 'no reason given',
  };
}

/** Vitest writes on an error whose file was running; that is likely, and not sure, to be its cause. */
const fileOf = (error: unknown): string =>
  (error as { readonly VITEST_TEST_PATH?: string }).VITEST_TEST_PATH ?? 'in no file';

function messageOf(error: unknown): string {
  if (!(error instanceof Object)) return String(error);
  const { message, diff, stack } = error as { message?: string; diff?: string; stack?: string };
  const place = stack?.split('\n').find((line) => line.includes('/test/') || line.includes('/src/'));
  return stripVTControlCharacters([message, diff, place?.trim()].filter(Boolean).join('\n'));
}
