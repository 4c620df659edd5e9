import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './cruise.ts';

export interface TrackedFile {
  readonly path: string;
  readonly text: string;
}

/** The text files that git knows, in folders that start with one of `under`; all when none is given. */
export function trackedFiles(...under: readonly string[]): TrackedFile[] {
  const listing = execFileSync('git', ['ls-files', '-z', '--', ...under], { cwd: root, encoding: 'utf8' });
  return listing
    .split('\0')
    .filter((path) => path && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));
}
