// Installs missing dependencies, compiles, and becomes the given script. Plain Node without packages: it runs
// in a clone without node_modules. scripts/setup.sh starts it on a Node that is new enough.
//
//   node scripts/setup.mjs --for demo|start|test -- scripts/<name>.ts [arguments]
import { pathToFileURL } from 'node:url';
import { preferThisNode } from './setup/command.mjs';
import { compile } from './setup/compile.mjs';
import { startDebianPackages } from './setup/debian-packages.mjs';
import { requireSpace } from './setup/disk-space.mjs';
import { endAfter, stopWatching, watchForInterruption } from './setup/interruption.mjs';
import { lockSetup } from './setup/lock.mjs';
import { requireNode } from './setup/node-version.mjs';
import { installNpmPackages, missesNpmPackages } from './setup/npm-packages.mjs';
import { readOptions } from './setup/options.mjs';
import { createPostgresUser } from './setup/postgres-user.mjs';
import { compiledPath } from './setup/tree.mjs';

const { script, args } = await prepare();

// In the same process: signals and the exit status need no forwarding, and a kill leaves nothing behind.
process.setSourceMapsEnabled(true);
process.argv.splice(1, Infinity, script, ...args);
await import(pathToFileURL(script).href);

async function prepare() {
  watchForInterruption();
  try {
    requireNode();
    const { purpose, script, args } = readOptions(process.argv.slice(2));
    preferThisNode();
    await install(purpose);
    stopWatching();
    return { script: compiledPath(script), args };
  } catch (error) {
    endAfter(error);
  }
}

async function install(purpose) {
  const unlock = await lockSetup();
  if (missesNpmPackages()) requireSpace();
  // In parallel, since both are most of a first start; when one fails, the other still ends in order.
  const debian = await startDebianPackages(purpose);
  for (const { reason } of await Promise.allSettled([debian.ended, installNpmPackages()]))
    if (reason) throw reason;
  await createPostgresUser();
  // The type check is one of the gates of the tests.
  await compile({ unchecked: purpose === 'test' });
  unlock();
}
