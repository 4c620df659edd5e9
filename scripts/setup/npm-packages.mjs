import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { run } from './command.mjs';
import { SetupStopped, step } from './say.mjs';
import { inRoot } from './tree.mjs';

const lockFile = inRoot('package-lock.json');
const stampFile = inRoot('node_modules', '.installed-lock');

/** `npm ci`, when node_modules is absent or was installed from another lock file. */
export async function installNpmPackages() {
  const lockDigest = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (!isInstalled(lockDigest)) await step('npm packages: installing', npmCi);
  writeFileSync(stampFile, lockDigest);
}

function isInstalled(lockDigest) {
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === lockDigest;
  // Installed by hand, with npm: its own note of what it installed is the last thing it writes.
  const note = inRoot('node_modules', '.package-lock.json');
  return existsSync(note) && statSync(note).mtimeMs >= statSync(lockFile).mtimeMs;
}

/** With development packages, since the compiler is one, and with install scripts: PostgreSQL's makes its links. */
async function npmCi() {
  const { ok, output } = await run('npm', [
    'ci',
    '--include=dev',
    '--ignore-scripts=false',
    '--no-audit',
    '--no-fund',
  ]);
  if (!ok) throw new SetupStopped(`npm ci failed:\n${complaintIn(output)}`);
}

/** npm says first what is wrong, and then how it is used, at length. */
const complaintIn = (output) =>
  output
    .split('\n')
    .filter((line) => line.startsWith('npm error '))
    .slice(0, 8)
    .join('\n');
