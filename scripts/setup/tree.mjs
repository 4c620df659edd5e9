import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root directory. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export const inRoot = (...parts) => join(root, ...parts);

/** Where `tsc` puts a source file of the project: `scripts/demo.ts` → `<root>/dist/scripts/demo.js`. */
export const compiledPath = (source) => inRoot('dist', source.replace(/\.ts$/, '.js'));
