import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

/** Pictures are compressed already; what fits into one packet gains nothing. */
const isCompressible = /\.(?:js|css|svg)$/;
const minBytes = 1_024;

/** A Vite plugin: writes each text file also in Brotli (`.br`) and gzip (`.gz`), as src/api/console.ts serves it. */
export const compressedFiles = () => ({
  name: 'compressed-files',
  async writeBundle({ dir }, bundle) {
    const files = Object.values(bundle).filter(({ fileName }) => isCompressible.test(fileName));
    await Promise.all(files.map((file) => writeEncodings(join(dir, file.fileName), contentOf(file))));
  },
});

async function writeEncodings(path, content) {
  if (content.length < minBytes) return;
  writeFileSync(`${path}.br`, await promisify(brotliCompress)(content));
  writeFileSync(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}

const contentOf = (file) => Buffer.from(file.code ?? file.source);
