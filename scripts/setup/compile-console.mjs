import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, run } from './command.mjs';
import { SetupStopped, say, step } from './say.mjs';
import { inRoot } from './tree.mjs';

const stampFile = inRoot('dist', '.console');
const others = ['vite.config.ts', 'package-lock.json', 'scripts/setup/size-budget.mjs'];

/**
 * Builds the console into dist/web, unless nothing in it changed since. A missing message or another type error stops
 * the build; `tolerant`: it is only mentioned.
 */
export async function compileConsole({ tolerant }) {
  const stamp = sourcesStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  mkdirSync(inRoot('dist'), { recursive: true });
  const { ok, output } = await step('building the console', () => build(tolerant));
  if (ok) {
    writeFileSync(stampFile, stamp);
    say(sizeLine(output));
  } else if (tolerant) say('the console was not built as it should be; see the gates');
  else throw new SetupStopped(`the console cannot be built:\n${lastLines(output)}`);
}

async function build(tolerant) {
  const types = await node('typescript/bin/tsc', '-p', 'src/web');
  if (!types.ok && !tolerant) return types;
  const built = await node('vite/bin/vite.js', 'build');
  return types.ok ? built : types;
}

/** One at a time, since test files may ask for it side by side; for them, too, as it is served. */
const node = (program, ...args) =>
  run('flock', [inRoot('dist'), process.execPath, inRoot('node_modules', program), ...args], {
    NODE_ENV: 'production',
  });

const sizeLine = (output) => /before the player: .*/.exec(output)?.[0] ?? 'the console is built';

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
