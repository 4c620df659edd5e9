import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { minhchung } from '../../scripts/cli/program.ts';
import { root } from './cruise.ts';
import { trackedFiles } from './tracked-files.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const npmScripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
const scripts = Object.keys(npmScripts);

const documents = () => trackedFiles().filter(({ path }) => path.endsWith('.md'));

describe('when a document names an npm command', () => {
  it('is one of package.json', () => {
    const named = documents().flatMap(({ path, text }) =>
      [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, script]) => ({ path, script })),
    );
    expect(named.filter(({ script }) => !scripts.includes(script ?? ''))).toEqual([]);
  });
});

/** The file that an npm script runs, and those of the folder beside it that has its name. */
function sourcesOf(script: string): string {
  const [, path = ''] = / -- (scripts\/\S+)\.ts$/.exec(npmScripts[script] ?? '') ?? [];
  const folder = join(root, path);
  const beside = existsSync(folder) ? readdirSync(folder).map((name) => `${path}/${name}`) : [];
  return [`${path}.ts`, ...beside].map(read).join('\n');
}

describe('when a document tells how a command is called', () => {
  const called = documents().flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm (?:run )?([\w:-]+) -- ([^`\n]*)/g)].flatMap(([, script = '', rest = '']) =>
      [...rest.matchAll(/--([a-z][\w-]*)/g)].map(([, flag = '']) => ({ path, script, flag })),
    ),
  );

  it('gives options that the command has', () => {
    expect(called.length).toBeGreaterThan(4);
    const isOption = ({ script, flag }: { script: string; flag: string }) =>
      new RegExp(`['"]?${flag}['"]?: \\{\\s*type: '`).test(sourcesOf(script));
    expect(called.filter((each) => !isOption(each))).toEqual([]);
  });

  it('names commands of minhchung that there are', async () => {
    const { commands } = await minhchung();
    const named = documents().flatMap(({ path, text }) =>
      [...text.matchAll(/`minhchung ([a-z][\w-]*)(?: ([a-z][\w-]*))?/g)].map(([, name, sub]) => ({
        path,
        name,
        sub,
      })),
    );
    expect(named.length).toBeGreaterThan(0);
    const isThere = ({ name, sub }: { name: string | undefined; sub: string | undefined }) => {
      const command = commands.find((each) => each.name() === name);
      return command && (!sub || command.commands.some((each) => each.name() === sub));
    };
    expect(named.filter((each) => !isThere(each))).toEqual([]);
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

describe('when a document or a comment names a source', () => {
  const sources = trackedFiles().map(({ path }) => path);
  const naming = trackedFiles('src', 'workers', 'config', 'scripts').concat(documents());

  it('is there', () => {
    const named = naming.flatMap(({ path, text }) =>
      [...text.matchAll(/`((?:[\w.-]+\/)*[\w-]+\.(?:tsx?|mjs))`/g)].map(([, source = '']) => ({
        path,
        source,
      })),
    );
    expect(named.length).toBeGreaterThan(10);
    const isThere = ({ source }: { source: string }) =>
      sources.some((each) => each === source || each.endsWith(`/${source}`));
    expect(named.filter((each) => !isThere(each))).toEqual([]);
  });
});

const maxCharacters = 150;
const longLines = (text: string): number[] =>
  text.split('\n').flatMap((line, index) => ([...line].length > maxCharacters ? [index + 1] : []));

describe('when a document is read as it is written', () => {
  it(`has lines of ${maxCharacters} characters at most`, () => {
    expect(documents().length).toBeGreaterThan(10);
    expect(documents().flatMap(({ path, text }) => longLines(text).map((line) => `${path}:${line}`))).toEqual(
      [],
    );
  });

  it('finds a line that is longer, and none that is as long', () => {
    expect(longLines(`${'ế'.repeat(150)}\n${'x'.repeat(151)}\n`)).toEqual([2]);
  });
});

describe('when a finding is to be run', () => {
  const page = read('findings/README.md');
  const scripts = trackedFiles('findings').filter(({ path }) => path.endsWith('.sh'));

  it('is executable and in the table, and the table has no other', () => {
    expect(scripts.length).toBeGreaterThan(0);
    const names = scripts.map(({ path }) => path.replace('findings/', ''));
    const listed = [...page.matchAll(/^\| `([\w-]+\.sh)` /gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual(names.sort());
    expect(scripts.filter(({ path }) => (statSync(join(root, path)).mode & 0o111) !== 0o111)).toEqual([]);
  });
});

describe('when somebody opens the README', () => {
  it.each(['npm run demo', 'npm test', 'npm start'])('finds the command %s', (command) => {
    expect(read('README.md')).toContain(command);
  });

  it.each(['CONTRIBUTING.md', 'SECURITY.md', 'TROUBLESHOOTING.md', 'findings/README.md'])(
    'finds %s',
    (page) => {
      expect(read('README.md')).toContain(`](${page})`);
    },
  );

  it('finds every folder of src on the map of the house', () => {
    const map = read('src/README.md');
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.map(({ name }) => name).filter((name) => !map.includes(`${name}/`))).toEqual([]);
  });
});
