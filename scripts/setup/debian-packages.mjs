import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRoot, startAsRoot } from './as-root.mjs';
import { hasCommand } from './command.mjs';
import { interruption } from './interruption.mjs';
import { SetupStopped, say, step } from './say.mjs';
import { inRoot } from './tree.mjs';

/** Program → Debian package. */
const packageOf = {
  'chromium-headless-shell': 'chromium-headless-shell',
  ffmpeg: 'ffmpeg',
  ffprobe: 'ffmpeg',
  'redis-server': 'redis-server',
  setpriv: 'util-linux',
  flock: 'util-linux',
};

/**
 * Programs that only tests use; without one, some are skipped, with the reason, or take longer. Debian's
 * PostgreSQL is left out: its package makes a cluster that starts at every boot.
 */
const testPackageOf = {
  unzip: 'unzip',
  'docker-compose': 'docker-compose',
  pip3: 'python3-pip',
  'chromium-headless-shell': 'chromium-headless-shell',
};

/** Marks that this clone asked for them, so that one missing from Debian is not retried each time. */
const askedFile = inRoot('.cache', 'test-packages');

/**
 * Reports and starts the installation of the programs that Debian provides; if it cannot, stops at once with
 * the command to run. `ended` fulfils when they are installed.
 */
export async function startDebianPackages(purpose) {
  const programs = missingPrograms(purpose);
  const extra = purpose === 'test' && !existsSync(askedFile) ? missingTestPackages() : [];
  if (programs.length === 0) return { ended: extra.length > 0 ? installForTests(extra) : undefined };
  const packages = [...new Set(programs.map((program) => packageOf[program]))];
  const rest = extra.filter((name) => !packages.includes(name));
  const byHand = `apt-get update && apt-get install --no-install-recommends ${packages.join(' ')}`;
  requireDebian(programs, byHand);
  say(
    `missing: ${programs.join(', ')}. Installing Debian's ${packages.join(', ')} with apt-get${isRoot() ? '' : ' (sudo)'}`,
  );
  if (packages.includes('redis-server')) say("Debian's own Redis service stays off: we run a private one");
  const { ended } = await startAsRoot([...installer, ...packages], byHand);
  const installed = step('Debian packages: installing', () => ended);
  return { ended: rest.length > 0 ? installed.then(() => installForTests(rest)) : installed };
}

/** One by one, since a Debian may lack one of them; no failure stops the tests. */
async function installForTests(packages) {
  mkdirSync(dirname(askedFile), { recursive: true });
  for (const name of packages) {
    const byHand = `apt-get update && apt-get install --no-install-recommends ${name}`;
    try {
      const { ended } = await startAsRoot([...installer, name], byHand);
      await step(`Debian's ${name}, for tests: installing`, () => ended);
    } catch (error) {
      if (interruption.aborted) throw error;
      say(`without Debian's ${name} some tests are skipped or take longer`);
    }
  }
  writeFileSync(askedFile, '');
}

const missingTestPackages = () => {
  if (!isDebian()) return [];
  const programs = Object.keys(testPackageOf).filter(
    (program) => !isNamedElsewhere(program) && !hasCommand(program),
  );
  return programs.map((program) => testPackageOf[program]);
};

const installer = [process.execPath, inRoot('scripts/setup/debian-install.mjs'), '/usr/sbin/policy-rc.d'];

const isDebian = () => existsSync('/etc/debian_version') && hasCommand('apt-get');

function requireDebian(programs, byHand) {
  if (isDebian()) return;
  throw new SetupStopped(
    `these programs are missing: ${programs.join(', ')}. On Debian or Ubuntu this installs them:\n  ${byHand}\n` +
      'Here, install them from your system, then run the same command again',
  );
}

const missingPrograms = (purpose) =>
  Object.keys(packageOf).filter(
    (program) => isNeeded(program, purpose) && !isNamedElsewhere(program) && !hasCommand(program),
  );

/** Only the tests of the console need a browser. One with a window will do, and takes longer. */
const isNeeded = (program, purpose) =>
  program !== 'chromium-headless-shell' || (purpose === 'test' && !hasCommand('chromium'));

/** A Redis server or a browser named in the settings makes ours unnecessary. */
const isNamedElsewhere = (program) =>
  (program === 'redis-server' && Boolean(process.env.REDIS_URL)) ||
  (program === 'chromium-headless-shell' && Boolean(process.env.CHROMIUM));
