import type { TestModule, TestSpecification, Vitest } from 'vitest/node';
import { messageOf, tallyOfModule } from './module-tally.ts';
import type { CheckOptions } from './options.ts';
import type { Print } from './print.ts';
import type { TierPart } from './selection.ts';
import { add, emptyTally, type Tally } from './tally.ts';

/** A slower test file is printed when it ends, to show progress of a long run. */
const slowFileMs = 5_000;

/** Runs a tier or a part of it, `repeat` times. Tiers may run in parallel. */
export async function runTier(
  { name, files, isLong }: TierPart,
  { repeat, changedSince }: Pick<CheckOptions, 'repeat' | 'changedSince'>,
  print: Print,
): Promise<Tally> {
  const { createVitest } = await import('vitest/node');
  const ended = new Map<TestModule, Tally>();
  const onTestModuleEnd = (module: TestModule) => {
    ended.set(module, tallyOfModule(module, print));
    printSlow(module, print);
  };
  const vitest = await createVitest('test', {
    watch: false,
    project: [name],
    reporters: [{ onTestModuleEnd }],
    env: isLong ? { LONG: '1' } : {},
    ...(changedSince === undefined ? {} : { changed: changedSince }),
  });
  const total = emptyTally();
  try {
    const specifications = await vitest.getRelevantTestSpecifications(files && [...files]);
    for (let round = 1; round <= repeat && specifications.length > 0; round++) {
      const title = repeat > 1 ? `${name}, round ${round} of ${repeat}` : name;
      add(total, await runOnce(vitest, specifications, title, ended, print));
    }
  } finally {
    await vitest.close();
  }
  return total;
}

async function runOnce(
  vitest: Vitest,
  specifications: TestSpecification[],
  title: string,
  ended: Map<TestModule, Tally>,
  print: Print,
): Promise<Tally> {
  const startMs = performance.now();
  ended.clear();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const tally = emptyTally();
  // A file whose process died never ended.
  for (const module of testModules) add(tally, ended.get(module) ?? tallyOfModule(module, print));
  for (const error of unhandledErrors) {
    tally.failed++;
    print(`FAILED outside of any test, ${fileOf(error)}: ${messageOf(error)}`);
  }
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
  print(`${tally.failed === 0 ? 'passed' : 'FAILED'} ${title}: ${tally.passed} tests (${seconds} s)`);
  return tally;
}

function printSlow(module: TestModule, print: Print): void {
  const { duration } = module.diagnostic();
  if (duration > slowFileMs) print(`  ${module.relativeModuleId} (${(duration / 1_000).toFixed(1)} s)`);
}

/** The test file that ran when the error occurred, as Vitest notes it: likely, not certainly, its cause. */
const fileOf = (error: unknown): string =>
  (error as { readonly VITEST_TEST_PATH?: string }).VITEST_TEST_PATH ?? 'in no file';
