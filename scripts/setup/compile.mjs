import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, run } from './command.mjs';
import { compileConsole } from './compile-console.mjs';
import { SetupStopped, say, step } from './say.mjs';
import { inRoot } from './tree.mjs';

const folders = ['src', 'workers', 'config', 'scripts'];
const others = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
const stampFile = inRoot('dist', '.sources');

/** Brings dist/ up to date: the programs, and the console beside them. */
export async function compile(how) {
  await compilePrograms(how);
  await compileConsole(how);
}

/**
 * Nothing when no source changed since (names, sizes, times), else an incremental tsc.
 * `tolerant`: type errors are only mentioned; what they are in is compiled all the same.
 */
async function compilePrograms({ tolerant }) {
  const stamp = sourcesStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  mkdirSync(inRoot('dist'), { recursive: true });
  const { ok, output } = await step('compiling', tsc);
  if (ok) writeFileSync(stampFile, stamp);
  else if (tolerant) say('the type check failed; what compiled is used');
  else throw new SetupStopped(`the sources do not compile:\n${lastLines(output)}`);
}

/** One at a time, since test files may ask for it side by side. */
function tsc() {
  const compiler = inRoot('node_modules', 'typescript', 'bin', 'tsc');
  return run('flock', [inRoot('dist'), process.execPath, compiler, '-p', 'tsconfig.build.json']);
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
