import { readFileSync } from 'node:fs';
import { SetupStopped } from './say.mjs';
import { inRoot } from './tree.mjs';

/** Stops unless this Node is one that package.json's `engines` accepts (of the form `>=20.17`). */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const needed = engines.node.replace('>=', '');
  if (isAtLeast(process.versions.node, needed)) return;
  throw new SetupStopped(
    `Node ${needed} or newer is needed; this is ${process.versions.node} (${process.execPath})`,
  );
}

export function isAtLeast(version, needed) {
  const [major, minor] = version.split('.').map(Number);
  const [neededMajor, neededMinor = 0] = needed.split('.').map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}
