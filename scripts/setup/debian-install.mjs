// Runs as root, started by debian-packages.mjs: installs Debian packages without starting a service, and
// changes nothing else on the host.
//
//   node debian-install.mjs <path of policy-rc.d> <package>...
//
// A first line on stdout says that it works. When its stdin ends, it stops: apt ends the current dpkg step,
// since a killed dpkg leaves the host's packages broken, and begins no other; the next set-up continues from
// there.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { endAfter, interrupt, interruption, watchForInterruption } from './interruption.mjs';
import { lock } from './lock.mjs';
import { SetupStopped, say } from './say.mjs';

const [policy, ...packages] = process.argv.slice(2);

/**
 * Debian would start a Redis of its own at once and at every boot, while ours is a private child process;
 * policy-rc.d is the switch against that. A leftover policy of ours comes from a killed installation.
 */
const ourPolicy = `#!/bin/sh
# Of Minh Chung's set-up, while it installs packages; it removes this file.
exit 101
`;

/** A package that the host has is never removed for ours. */
const options = ['-y', '-qq', '--no-install-recommends', '--no-remove'];

watchForInterruption();
process.stdin.resume().once('end', () => interrupt('SIGTERM'));
try {
  // Locks the directory, since a lock file would stay behind. All set-ups of this host share the policy file.
  await lock(openSync(dirname(policy), 'r'), () =>
    say('another set-up is installing Debian packages: waiting for its end'),
  );
  console.log('at work');
  await withoutServices(install);
  process.exit(0);
} catch (error) {
  endAfter(error);
}

async function withoutServices(work) {
  const isOurs = !existsSync(policy) || readFileSync(policy, 'utf8') === ourPolicy;
  if (isOurs) writeFileSync(policy, ourPolicy, { mode: 0o755 });
  try {
    await work();
  } finally {
    if (isOurs) rmSync(policy, { force: true });
  }
}

async function install() {
  // Old package lists may suffice.
  await aptGet('update', '-qq');
  if ((await aptGet('install', ...options, ...packages)) !== 0)
    throw new SetupStopped('apt-get could not install them');
  if (packages.includes('redis-server') && existsSync('/run/systemd/system'))
    spawnSync('systemctl', ['disable', '--quiet', 'redis-server'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
}

/** apt-get runs in its own session, beyond Ctrl-C: a SIGINT to it alone stops it after the current step. */
async function aptGet(...args) {
  interruption.throwIfAborted();
  const command = ['--pdeathsig', 'INT', '--', 'apt-get', ...args];
  const apt = spawn('setpriv', command, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  interruption.addEventListener('abort', () => apt.kill('SIGINT'));
  const [status] = await once(apt, 'exit');
  interruption.throwIfAborted();
  return status;
}
