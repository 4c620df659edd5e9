import { existsSync } from 'node:fs';
import { isRoot, runAsRoot } from './as-root.mjs';
import { hasCommand } from './command.mjs';
import { SetupStopped, say, step } from './say.mjs';

/** Program → Debian package that brings it. */
const packageOf = {
  chromium: 'chromium',
  ffmpeg: 'ffmpeg',
  ffprobe: 'ffmpeg',
  'redis-server': 'redis-server',
  setpriv: 'util-linux',
  flock: 'util-linux',
};

/**
 * Installs without starting anything: Debian would run a Redis of its own at once and at every boot, while ours is a
 * private child process. policy-rc.d is Debian's switch for that; one that is there already is left alone.
 */
const script = `
set -e
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\\nexit 101\\n' > $policy
  chmod 755 $policy
  trap 'rm -f $policy' EXIT
fi
apt-get update -qq || true
apt-get install -y -qq --no-install-recommends "$@" > /dev/null
case " $* " in *" redis-server "*)
  if [ -d /run/systemd/system ]; then systemctl disable --quiet redis-server || true; fi ;;
esac
`;

/** Brings the programs that Debian provides, saying so first; where it cannot, stops at once with what to run. */
export function installDebianPackages(purpose) {
  const programs = missingPrograms(purpose);
  if (programs.length === 0) return undefined;
  const packages = [...new Set(programs.map((program) => packageOf[program]))];
  const byHand = `apt-get update && apt-get install --no-install-recommends ${packages.join(' ')}`;
  requireDebian(programs, byHand);
  say(
    `missing: ${programs.join(', ')}. Installing Debian's ${packages.join(', ')} with apt-get${isRoot() ? '' : ' (sudo)'}`,
  );
  if (packages.includes('redis-server')) say("Debian's own Redis service stays off: we run a private one");
  return step('Debian packages: installing', () => runAsRoot(script, packages, byHand));
}

function requireDebian(programs, byHand) {
  if (existsSync('/etc/debian_version') && hasCommand('apt-get')) return;
  throw new SetupStopped(
    `these programs are missing: ${programs.join(', ')}. On Debian or Ubuntu this would bring them:\n  ${byHand}\n` +
      'Here, install them from your system, then run the same command again',
  );
}

const missingPrograms = (purpose) =>
  Object.keys(packageOf).filter(
    (program) => isNeeded(program, purpose) && !isNamedElsewhere(program) && !hasCommand(program),
  );

/** The browser is for the tests of the console alone. */
const isNeeded = (program, purpose) => program !== 'chromium' || purpose === 'test';

/** A Redis server that the settings name makes our own unnecessary, and so does a browser that is named. */
const isNamedElsewhere = (program) =>
  (program === 'redis-server' && Boolean(process.env.REDIS_URL)) ||
  (program === 'chromium' && Boolean(process.env.CHROMIUM));
