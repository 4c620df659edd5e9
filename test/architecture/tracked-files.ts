import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './cruise.ts';

export interface TrackedFile {
  readonly path: string;
  readonly text: string;
}

/** The text files that belong to the project: those named by `under`, files or folders, or all. */
export function trackedFiles(...under: readonly string[]): TrackedFile[] {
  return (filesOfGit(root) ?? filesOnDisk(root))
    .filter(
      (path) => under.length === 0 || under.some((name) => path === name || path.startsWith(`${name}/`)),
    )
    .filter((path) => existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));
}

/** `undefined` where git knows of none: it is not installed, or this is an unpacked archive or another user's folder. */
export function filesOfGit(directory: string, ...options: readonly string[]): string[] | undefined {
  const { status, stdout } = spawnSync('git', ['ls-files', '-z', ...options], {
    cwd: directory,
    encoding: 'utf8',
  });
  return status === 0 && stdout ? stdout.split('\0').filter(Boolean) : undefined;
}

/** All files but those that .gitignore leaves out: folders by name (`dist/`), files by ending (`*.log`). */
export function filesOnDisk(directory: string, folder = ''): string[] {
  const entries = readdirSync(join(directory, folder), { withFileTypes: true });
  return entries
    .filter((entry) => !isIgnored(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesOnDisk(directory, path) : [path];
    });
}

const patterns = readFileSync(join(root, '.gitignore'), 'utf8').split('\n').filter(Boolean);

const isIgnored = (name: string): boolean =>
  name === '.git' ||
  patterns.includes(`${name}/`) ||
  patterns.some((pattern) => pattern.startsWith('*') && name.endsWith(pattern.slice(1)));
