import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of all test files, from the project's root, which is the working directory. */
export function testFiles(): string[] {
  const names = readdirSync('test', { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('test', name))
    .toSorted();
}
