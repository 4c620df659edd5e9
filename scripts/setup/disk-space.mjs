import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SetupStopped } from './say.mjs';
import { root } from './tree.mjs';

/** Size of the npm packages, npm's cache of them and dist/, with a margin. */
const neededBytes = 1.5e9;

/** @throws SetupStopped when the disk lacks space for a first installation */
export function requireSpace() {
  const freeBytes = freeSpace(root);
  if (freeBytes >= neededBytes) return;
  throw new SetupStopped(
    `the disk of ${root} has ${gigabytes(freeBytes)} free, and npm packages need about ${gigabytes(neededBytes)}. ` +
      'Free some space, then run the same command again',
  );
}

function freeSpace(directory) {
  const { bavail, bsize } = statfsSync(existing(resolve(directory)));
  return bavail * bsize;
}

/** The directory, or its nearest existing ancestor. */
const existing = (directory) => (existsSync(directory) ? directory : existing(dirname(directory)));

const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(1)} GB`;
