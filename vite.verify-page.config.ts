import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { oneFile } from './scripts/setup/one-file.mjs';

const page = join(import.meta.dirname, 'src/verify-page');

/** Builds the page of the verifier into one file, dist/verifier/index.html. */
export default defineConfig({
  root: page,
  plugins: [preact(), oneFile()],
  publicDir: false,
  resolve: {
    alias: {
      'node:crypto': join(page, 'node-crypto.ts'),
      'node:async_hooks': join(page, 'node-async-hooks.ts'),
    },
  },
  build: {
    outDir: join(import.meta.dirname, 'dist/verifier'),
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
});
