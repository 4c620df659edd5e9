import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';

const root = process.env.CORPORA ?? join(import.meta.dirname, '../../../../shared/corpora');
const present = existsSync(join(root, 'rtsp'));

/** A file of the recorded corpora. */
export const corpus = (path: string): Buffer => readFileSync(join(root, path));

/** A test that needs the corpora; skipped, and saying so, where there are none. */
export const itWithCorpora = (name: string, test: () => void): void => {
  it.skipIf(!present)(present ? name : `${name} (skipped: no corpora at CORPORA)`, test);
};
