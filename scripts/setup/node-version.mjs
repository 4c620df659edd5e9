import { readFileSync } from 'node:fs';
import { SetupStopped } from './say.mjs';
import { inRoot } from './tree.mjs';

/** The oldest Node that package.json's `engines` accepts (of the form `>=22.18`). */
export const oldestNode = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).engines.node.replace(
  '>=',
  '',
);

export function requireNode() {
  if (isAtLeast(process.versions.node, oldestNode)) return;
  throw new SetupStopped(
    `Node ${oldestNode} or newer is needed; this is ${process.versions.node} (${process.execPath}). ` +
      'The npm commands, and scripts/setup.sh behind them, bring one',
  );
}

export function isAtLeast(version, oldest) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor = 0] = oldest.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
