import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, run } from './command.mjs';
import { compileConsole } from './compile-console.mjs';
import { compileVerifier } from './compile-verifier.mjs';
import { SetupStopped, say, step } from './say.mjs';
import { inRoot } from './tree.mjs';

const folders = ['src', 'workers', 'config', 'scripts'];
const others = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
const stampFile = inRoot('dist', '.sources');

/** Updates dist/: the programs, the console and the verifier. */
export async function compile(how) {
  await compilePrograms(how);
  await compileConsole(how);
  await compileVerifier(how);
}

/**
 * Runs an incremental tsc, unless no source changed (names, sizes, times). With `unchecked`, the gates report type
 * errors, and their files are compiled anyway.
 */
async function compilePrograms({ unchecked }) {
  const stamp = sourcesStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  mkdirSync(inRoot('dist'), { recursive: true });
  const { ok, output } = await step('compiling', () => tsc(unchecked ? ['--noCheck'] : []));
  if (ok) writeFileSync(stampFile, stamp);
  else if (unchecked) say('some sources do not compile; the others are used');
  else throw new SetupStopped(`the sources do not compile:\n${lastLines(output)}`);
}

/** Locked, since test files may compile in parallel. */
function tsc(options) {
  const compiler = [process.execPath, inRoot('node_modules', '@typescript', 'native', 'bin', 'tsc')];
  return run('flock', ['--no-fork', inRoot('dist'), ...compiler, '-p', 'tsconfig.build.json', ...options]);
}

function sourcesStamp() {
  const hash = createHash('sha256');
  for (const path of [
    ...folders.flatMap((folder) => sourcesIn(inRoot(folder))),
    ...others.map((name) => inRoot(name)),
  ]) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path}\0${mtimeMs}\0${size}\n`);
  }
  return hash.digest('hex');
}

function sourcesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(folder, name));
}
