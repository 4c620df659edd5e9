import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Import } from './folder-circles.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Violation {
  /** Name of the rule in .dependency-cruiser.mjs. */
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface Cruised {
  readonly violations: Violation[];
  /** Between files of the project. */
  readonly imports: Import[];
}

interface Report {
  readonly summary: { violations: { rule: { name: string }; from: string; to: string }[] };
  readonly modules: { source: string; dependencies: { resolved: string }[] }[];
}

const folders = ['src', 'workers', 'config', 'scripts', 'test'];

/** Reads the imports of the tree at `directory`, and applies the project's rules to them. */
export async function cruise(directory: string): Promise<Cruised> {
  const program = `${root}node_modules/.bin/depcruise`;
  const options = ['--config', `${root}.dependency-cruiser.mjs`, '--output-type', 'json'];
  const present = folders.filter((folder) => existsSync(`${directory}/${folder}`));
  const output = await run(process.execPath, [program, ...options, ...present], directory);
  const { summary, modules } = JSON.parse(output) as Report;
  const isOurs = (path: string) => folders.some((folder) => path.startsWith(`${folder}/`));
  return {
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    imports: modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ resolved }) => isOurs(resolved))
        .map(({ resolved }) => [source, resolved] as const),
    ),
  };
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
