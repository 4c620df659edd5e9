// The first step of every npm command, from a clone without node_modules: brings what is missing, compiles, and
// becomes the given script. Plain Node, no packages.
//
//   node scripts/setup.mjs --for demo|start|test|bench -- scripts/<name>.ts [arguments]
import { pathToFileURL } from 'node:url';
import { compile } from './setup/compile.mjs';
import { installDebianPackages } from './setup/debian-packages.mjs';
import { requireNode } from './setup/node-version.mjs';
import { installNpmPackages } from './setup/npm-packages.mjs';
import { createPostgresUser } from './setup/postgres-user.mjs';
import { SetupStopped, say } from './setup/say.mjs';
import { compiledPath } from './setup/tree.mjs';

const [, purpose, , script, ...args] = process.argv.slice(2);

try {
  requireNode();
  // Side by side, since together they are most of a first start; when one fails, the other still ends in order.
  for (const { reason } of await Promise.allSettled([installDebianPackages(purpose), installNpmPackages()]))
    if (reason) throw reason;
  await createPostgresUser();
  // Tests go on with what did compile: the type check is one of their gates, and reports it.
  await compile({ tolerant: purpose === 'test' });
} catch (error) {
  if (!(error instanceof SetupStopped)) throw error;
  say(error.message);
  process.exit(1);
}

// In this very process: signals and the exit status need no passing on, and nothing is left if this one is killed.
process.setSourceMapsEnabled(true);
const compiled = compiledPath(script);
process.argv.splice(1, Infinity, compiled, ...args);
await import(pathToFileURL(compiled).href);
