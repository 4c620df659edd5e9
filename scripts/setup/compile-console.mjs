import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, run } from './command.mjs';
import { SetupStopped, say, step } from './say.mjs';
import { inRoot } from './tree.mjs';

const stampFile = inRoot('dist', '.console');
const others = [
  'vite.config.ts',
  'package-lock.json',
  'scripts/setup/size-budget.mjs',
  'scripts/setup/compressed-files.mjs',
];

/**
 * Builds the console into dist/web, unless its sources are unchanged. A missing message or another type error
 * stops the build; with `unchecked` the gates report it.
 */
export async function compileConsole({ unchecked }) {
  const stamp = sourcesStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  mkdirSync(inRoot('dist'), { recursive: true });
  const { ok, output } = await step('building the console', () => build(unchecked));
  if (ok) {
    writeFileSync(stampFile, stamp);
    say(sizeLine(output));
  } else if (unchecked) say('the console build has errors; see the gates');
  else throw new SetupStopped(`the console cannot be built:\n${lastLines(output)}`);
}

async function build(unchecked) {
  const types = unchecked ? { ok: true } : await node('@typescript/native/bin/tsc', '-p', 'src/web');
  return types.ok ? node('vite/bin/vite.js', 'build') : types;
}

/** Locked, since test files may compile in parallel. Production mode also for tests. */
const node = (program, ...args) =>
  run('flock', ['--no-fork', inRoot('dist'), process.execPath, inRoot('node_modules', program), ...args], {
    env: { NODE_ENV: 'production' },
  });

const sizeLine = (output) => output.match(/first load of .*/g)?.join('; ') ?? 'the console is built';

function sourcesStamp() {
  const folder = inRoot('src', 'web');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  const hash = createHash('sha256');
  for (const path of [...files, ...others.map((name) => inRoot(name))]) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
}
