import { stripVTControlCharacters } from 'node:util';
import type { TestCase, TestModule } from 'vitest/node';
import type { Print } from './print.ts';
import { emptyTally, type Skip, type Tally } from './tally.ts';

/** Counts the tests of a file and prints each failure in full. A file that fails to load is one failure. */
export function tallyOfModule(module: TestModule, print: Print): Tally {
  const tally = emptyTally();
  const fail = (what: string, errors: readonly unknown[]) => {
    tally.failed++;
    print(`FAILED ${what}\n${errors.map(messageOf).join('\n')}`);
  };
  for (const error of module.errors()) fail(module.relativeModuleId, [error]);
  for (const suite of module.children.allSuites())
    for (const error of suite.errors()) fail(`${module.relativeModuleId} > ${suite.fullName}`, [error]);
  for (const test of module.children.allTests()) {
    if (isLeftOut(test)) continue;
    const name = `${module.relativeModuleId} > ${test.fullName}`;
    const result = test.result();
    if (result.state === 'passed') tally.passed++;
    else if (result.state === 'skipped') tally.skipped.push(skipOf(test, result.note));
    else fail(name, result.errors ?? ['it did not end']);
    if (result.state !== 'skipped') tally.timed.push({ name, durationMs: test.diagnostic()?.duration ?? 0 });
  }
  return tally;
}

/** Whether a group's failed set-up left this test out. That is already a failure, so not also a skip. */
function isLeftOut({ parent }: TestCase): boolean {
  for (let group = parent; group.type === 'suite'; group = group.parent)
    if (group.errors().length > 0) return true;
  return false;
}

/** The reason is the test's own note, or part of its title or of the title of a group skipped as a whole. */
export function skipOf(
  test: Pick<TestCase, 'name' | 'fullName'> & { readonly module: Pick<TestModule, 'relativeModuleId'> },
  note: string | undefined,
): Skip {
  const inTitle = /skipped: (.*?)\)?(?: > |$)/.exec(test.fullName)?.[1];
  return {
    name: `${test.module.relativeModuleId} > ${test.name}`,
    reason: note ?? inTitle ?? 'no reason given',
  };
}

export function messageOf(error: unknown): string {
  if (!(error instanceof Object)) return String(error);
  const { message, diff, stack } = error as { message?: string; diff?: string; stack?: string };
  const place = stack?.split('\n').find((line) => line.includes('/test/') || line.includes('/src/'));
  return stripVTControlCharacters([message, diff, place?.trim()].filter(Boolean).join('\n'));
}
