import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root directory. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export const inRoot = (...parts) => join(root, ...parts);

/** The output path of `tsc` for a source file: `scripts/demo.ts` → `<root>/dist/scripts/demo.js`. */
export const compiledPath = (source) => inRoot('dist', source.replace(/\.ts$/, '.js'));
