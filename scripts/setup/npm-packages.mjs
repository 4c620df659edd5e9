import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { npm } from './npm.mjs';
import { step } from './say.mjs';
import { inRoot } from './tree.mjs';

const lockFile = inRoot('package-lock.json');
const stampFile = inRoot('node_modules', '.installed-lock');
/** npm's record of the installed packages, the last file that it writes. */
const npmNote = inRoot('node_modules', '.package-lock.json');

/** Runs `npm ci` when node_modules is absent, incomplete, or from another lock file. */
export async function installNpmPackages() {
  const digest = lockDigest();
  if (missesNpmPackages()) await step('npm packages: installing', npmCi);
  writeFileSync(stampFile, digest);
}

/** Without our stamp, packages may have been installed by hand, with npm. */
export function missesNpmPackages() {
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') !== lockDigest();
  return !existsSync(npmNote) || statSync(npmNote).mtimeMs < statSync(lockFile).mtimeMs;
}

const lockDigest = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex');

/** Includes development packages, for the compiler, and install scripts: PostgreSQL's makes its links. */
function npmCi() {
  // From here on the tree is broken until npm has ended.
  for (const file of [stampFile, npmNote]) rmSync(file, { force: true });
  return npm(['ci', '--include=dev', '--ignore-scripts=false']);
}
