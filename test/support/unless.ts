import { spawnSync } from 'node:child_process';
import { describe, it, type TestFunction, type TestOptions } from 'vitest';

/** Why this machine cannot run some tests, and what would make it; `undefined` when it can. */
export type Missing = string | undefined;

/** A group that is skipped for that reason; its title says so, and `npm test` prints it. */
export const describeUnless = (missing: Missing, title: string, tests: () => void): unknown =>
  describe.skipIf(missing !== undefined)(titled(title, missing), tests);

/** The same of one test. */
export const itUnless = (
  missing: Missing,
  title: string,
  test: TestFunction,
  options: TestOptions = {},
): void => it.skipIf(missing !== undefined)(titled(title, missing), options, test);

/** How the title of what is skipped names the reason: scripts/check reads it. */
export const titled = (title: string, missing: Missing): string =>
  missing === undefined ? title : `${title} (skipped: ${missing})`;

/** `undefined` when the program is on PATH; else that it is not, and which package of Debian has it. */
export const programMissing = (program: string, debianPackage = program): Missing =>
  // Its exit status says nothing: unzip ends a question for its version with 10.
  spawnSync(program, ['--version']).error === undefined
    ? undefined
    : `there is no ${program} on PATH; Debian's ${debianPackage} would bring it`;
