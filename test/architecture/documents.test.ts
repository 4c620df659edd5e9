import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './cruise.ts';
import { trackedFiles } from './tracked-files.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const scripts = Object.keys(
  (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts,
);

const documents = () => trackedFiles().filter(({ path }) => path.endsWith('.md'));

describe('when a document names an npm command', () => {
  it('is one of package.json', () => {
    const named = documents().flatMap(({ path, text }) =>
      [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, script]) => ({ path, script })),
    );
    expect(named.filter(({ script }) => !scripts.includes(script ?? ''))).toEqual([]);
  });
});

describe('when a document links to a file', () => {
  it('is there', () => {
    const links = documents().flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, target]) => ({
        path,
        target: target ?? '',
      })),
    );
    expect(links.filter(({ path, target }) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
  });
});

describe('when somebody opens the README', () => {
  it.each(['npm run demo', 'npm test', 'npm start'])('finds the command %s', (command) => {
    expect(read('README.md')).toContain(command);
  });

  it('finds every folder of src on the map of the house', () => {
    const map = read('src/README.md');
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.map(({ name }) => name).filter((name) => !map.includes(`${name}/`))).toEqual([]);
  });
});
