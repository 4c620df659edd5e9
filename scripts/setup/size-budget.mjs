import { gzipSync } from 'node:zlib';

/** A Vite plugin: prints the gzipped size of what a browser loads before playback; fails above `maxKb`. */
export const sizeBudget = ({ maxKb }) => ({
  name: 'size-budget',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle);
    const entry = files.find((file) => file.type === 'chunk' && file.isEntry);
    const first = new Set([...chunksOf(entry, bundle), ...files.filter(isStyle)]);
    const sizeKb = [...first].reduce((sum, file) => sum + gzippedKb(file), 0);
    const text = `before the player: ${sizeKb.toFixed(1)} kB gzipped of ${maxKb}`;
    if (sizeKb > maxKb) this.error(text);
    this.info(text);
  },
});

const isStyle = (file) => file.type === 'asset' && file.fileName.endsWith('.css');

const chunksOf = (chunk, bundle) => [
  chunk,
  ...chunk.imports.flatMap((name) => (bundle[name] ? chunksOf(bundle[name], bundle) : [])),
];

const gzippedKb = (file) => gzipSync(file.code ?? file.source).byteLength / 1000;
