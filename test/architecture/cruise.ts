import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Violation {
  /** Name of the rule in .dependency-cruiser.mjs. */
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

interface Cruise {
  readonly summary: { violations: { rule: { name: string }; from: string; to: string }[] };
}

const folders = ['src', 'workers', 'config', 'scripts', 'test'];

/** Applies the project's import rules to the tree at `directory`. */
export async function cruise(directory: string): Promise<Violation[]> {
  const program = `${root}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`;
  const options = ['--config', `${root}.dependency-cruiser.mjs`, '--output-type', 'json'];
  const present = folders.filter((folder) => existsSync(`${directory}/${folder}`));
  const output = await run(process.execPath, [program, ...options, ...present], directory);
  const { summary } = JSON.parse(output) as Cruise;
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

/** Its exit status is the number of violations; what counts is the report. */
function run(command: string, args: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (stdout) resolve(stdout);
      else reject(error ?? new Error(stderr));
    });
  });
}
