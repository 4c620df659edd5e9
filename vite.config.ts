import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { sizeBudget } from './scripts/setup/size-budget.mjs';

/** Builds the console into dist/web, where src/api/console.ts serves it from. */
export default defineConfig({
  root: join(import.meta.dirname, 'src/web'),
  plugins: [preact(), sizeBudget({ maxKb: 250 })],
  publicDir: false,
  build: {
    outDir: join(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no inline script, and no data: but for pictures.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
});
