import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { compressedFiles } from './scripts/setup/compressed-files.mjs';
import { sizeBudget } from './scripts/setup/size-budget.mjs';

const shared =
  /\/(?:preact|client|web\/(?:api|base|criteria|names|parts|request-parts|session|time|map\/geometry))/;

/** Builds the console into dist/web, where src/api/console.ts serves it from. */
export default defineConfig({
  root: join(import.meta.dirname, 'src/web'),
  plugins: [
    preact(),
    sizeBudget([
      { name: 'Find', modules: ['/find/find-page.tsx', '/messages/vi.ts'], maxKb: 150 },
      {
        name: 'the player',
        modules: ['/request/request-page.tsx', '/messages/vi.ts', '/hls.light.mjs'],
        maxKb: 225,
      },
    ]),
    compressedFiles(),
  ],
  // Without what our playlists never have: subtitles, separate audio, encryption, advertisements.
  resolve: { alias: [{ find: /^hls\.js$/, replacement: 'hls.js/light' }] },
  publicDir: false,
  build: {
    outDir: join(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no inline script, and no data: but for pictures.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    // What screens share comes in one file: each answer has a kilobyte of headers.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'shared', test: shared, minShareCount: 3 }],
        },
      },
    },
  },
});
