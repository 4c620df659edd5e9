import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cruise, root } from './cruise.ts';

describe('when the sources are read', () => {
  it('finds no import that the rules forbid, and no cycle', async () => {
    const { violations } = await cruise(root);
    expect(violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`)).toEqual([]);
  });
});

/** Files that break a rule each, and the rule. */
const planted: readonly [rule: string, file: string, text: string][] = [
  ['no-cycle', 'src/media/a.ts', "export { b } from './b.ts'; export const a = 1;"],
  ['core-imports-only-its-own', 'src/core/x.ts', "import '../media/b.ts';"],
  [
    'media-imports-only-its-own',
    'src/media/x.ts',
    "import type { c } from '../camera/c.ts'; export type X = typeof c;",
  ],
  ['camera-imports-only-its-own', 'src/camera/x.ts', "import '../recording/r.ts';"],
  ['relay-imports-only-its-own', 'src/relay/x.ts', "import '../media/b.ts';"],
  ['recording-imports-only-its-own', 'src/recording/x.ts', "import '../ingest/i.ts';"],
  ['access-imports-only-its-own', 'src/access/x.ts', "import '../ingest/i.ts';"],
  ['domain-imports-no-library', 'src/camera/pg.ts', "import 'kysely';"],
  ['kysely-is-imported-by-its-own-folder-only', 'src/adapters/disk/x.ts', "import 'kysely';"],
  ['every-library-has-a-folder', 'src/adapters/disk/y.ts', "import 'left-pad';"],
  ['domain-does-no-input-or-output', 'src/recording/fs.ts', "import 'node:fs/promises';"],
  ['relay-sockets-only-net', 'src/relay/sockets.ts', "import 'node:net'; import 'node:child_process';"],
  ['adapter-imports-the-domain', 'src/adapters/disk/z.ts', "import '../minio/m.ts';"],
  ['bullmq-and-redis-import-the-domain-and-jobs', 'src/adapters/bullmq/x.ts', "import '../minio/m.ts';"],
  ['jobs-imports-core', 'src/jobs/x.ts', "import '../adapters/minio/m.ts';"],
  ['jobs-takes-only-types-of-the-domain', 'src/jobs/y.ts', "import '../camera/c.ts';"],
  ['api-imports-the-domain', 'src/api/x.ts', "import '../adapters/minio/m.ts';"],
  ['workers-import-the-domain', 'workers/x.ts', "import '../src/adapters/minio/m.ts';"],
  ['compose-is-for-programs', 'src/api/y.ts', "import '../compose/api.ts';"],
  ['src-is-the-bottom', 'src/core/y.ts', "import '../../scripts/s.ts';"],
  ['only-programs-touch-config', 'src/adapters/minio/c.ts', "import '../../../config/load.ts';"],
  ['config-imports-core', 'config/x.ts', "import '../src/camera/c.ts';"],
  ['ward-shares-nothing-with-the-product', 'scripts/ward/x.ts', "import '../../src/core/core.ts';"],
  ['nothing-unresolved', 'src/core/z.ts', "import './nowhere.ts';"],
];

/** What the planted files import, and imports that are in order. */
const innocent: Record<string, string> = {
  'src/core/core.ts': 'export const core = 1;',
  'src/media/b.ts': "export { a } from './a.ts'; export const b = 1;",
  'src/camera/c.ts': "import 'zod'; import '../core/core.ts'; export const c = 1;",
  'src/recording/r.ts': "import '../camera/c.ts'; import '../relay/sockets.ts';",
  'src/ingest/i.ts': "import '../recording/r.ts';",
  'src/adapters/minio/m.ts': "import 'minio'; import '../../ingest/i.ts';",
  'src/jobs/t.ts': "import type { c } from '../camera/c.ts'; export type T = typeof c;",
  'src/compose/api.ts': "import '../adapters/minio/m.ts'; import '../../config/load.ts';",
  'src/main.ts': "import './compose/api.ts'; import '../config/load.ts';",
  'config/load.ts': "import '../src/core/core.ts'; import 'zod';",
  'workers/main.ts': "import '../src/compose/api.ts'; import '../config/load.ts';",
  'scripts/s.ts': "import '../config/load.ts';",
};

const libraries = ['kysely', 'minio', 'zod', 'left-pad'];

describe('when an import that is forbidden is planted', () => {
  let tree: string;

  beforeEach(async () => {
    tree = await mkdtemp(join(tmpdir(), 'import-rules-'));
    for (const name of libraries) await write(`node_modules/${name}/index.js`, '');
    for (const name of ['tsconfig.json', 'package.json']) await cp(join(root, name), join(tree, name));
    for (const [path, text] of Object.entries(innocent)) await write(path, text);
  });

  afterEach(() => rm(tree, { recursive: true }));

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }

  it('finds every one of them, and nothing in files that are in order', async () => {
    for (const [, path, text] of planted) await write(path, text);
    const { violations } = await cruise(tree);
    const found = new Set(violations.map(({ rule, from }) => `${rule} in ${from}`));
    for (const [rule, path] of planted) expect(found).toContain(`${rule} in ${path}`);
    const guilty = new Set([...planted.map(([, path]) => path), 'src/media/b.ts']);
    expect(violations.filter(({ from }) => !guilty.has(from))).toEqual([]);
  });
});

describe('when a folder is added to src', () => {
  it('is one that the rules know', async () => {
    const rules = await readFile(join(root, '.dependency-cruiser.mjs'), 'utf8');
    const folders = (await readdir(join(root, 'src'), { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    const known = (name: string) =>
      rules.includes(`${name}: [`) || rules.includes(`'${name}': [`) || rules.includes(`src/${name}`);
    expect(folders.map(({ name }) => name).filter((name) => !known(name))).toEqual([]);
  });
});
