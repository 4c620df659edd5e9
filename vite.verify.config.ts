import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Builds the verifier into one program that needs Node alone, dist/verifier/verify.mjs. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: join(import.meta.dirname, 'scripts/verify/main.ts'),
    outDir: join(import.meta.dirname, 'dist/verifier'),
    emptyOutDir: false,
    target: 'node22',
    minify: false,
    rollupOptions: { output: { entryFileNames: 'verify.mjs', codeSplitting: false } },
  },
});
