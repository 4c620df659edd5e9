import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, run } from './command.mjs';
import { SetupStopped, step } from './say.mjs';
import { inRoot } from './tree.mjs';

const stampFile = inRoot('dist', '.verifier');
/** Folders and files that it is built from, from the root of the project. */
export const verifierFolders = [
  'src/core',
  'src/log',
  'src/places',
  'src/verify',
  'src/verify-page',
  'scripts/verify',
];
const configs = ['vite.verify.config.ts', 'vite.verify-page.config.ts'];
export const verifierFiles = [
  ...configs,
  'package-lock.json',
  'scripts/setup/one-file.mjs',
  'src/adapters/ffmpeg/program.ts',
];

/**
 * Builds the verifier into dist/verifier, unless its sources are unchanged: a program of one file that needs Node alone,
 * and a page of one file. Both can be handed to anybody.
 */
export async function compileVerifier({ unchecked }) {
  const stamp = sourcesStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  mkdirSync(inRoot('dist'), { recursive: true });
  const { ok, output } = await step('building the verifier', () => build(unchecked));
  if (ok) writeFileSync(stampFile, stamp);
  else if (!unchecked) throw new SetupStopped(`the verifier cannot be built:\n${lastLines(output)}`);
}

async function build(unchecked) {
  const types = unchecked ? { ok: true } : await node('@typescript/native/bin/tsc', '-p', 'src/verify-page');
  if (!types.ok) return types;
  for (const config of configs) {
    const built = await node('vite/bin/vite.js', 'build', '-c', config);
    if (!built.ok) return built;
  }
  return { ok: true, output: '' };
}

/** Locked, since test files may compile in parallel. */
const node = (program, ...args) =>
  run('flock', ['--no-fork', inRoot('dist'), process.execPath, inRoot('node_modules', program), ...args], {
    env: { NODE_ENV: 'production' },
  });

function sourcesStamp() {
  const hash = createHash('sha256');
  for (const path of [...verifierFolders.flatMap(sourcesIn), ...verifierFiles.map((name) => inRoot(name))]) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
}

const sourcesIn = (folder) =>
  readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
