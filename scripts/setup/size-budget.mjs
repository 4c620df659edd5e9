import { brotliCompressSync } from 'node:zlib';

/**
 * A Vite plugin: prints the size of what a browser loads for each of `firstLoads`, in Brotli; fails above its `maxKb`. A load
 * is the entry with all styles, and the modules that it loads lazily, each with its static imports.
 */
export const sizeBudget = (firstLoads) => ({
  name: 'size-budget',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle);
    const entry = files.find((file) => file.type === 'chunk' && file.isEntry);
    const lazy = (module) => {
      const chunk = files.find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(module));
      return chunk ?? this.error(`no chunk begins with ${module}`);
    };
    for (const { name, modules, maxKb } of firstLoads) {
      const chunks = [entry, ...modules.map(lazy)].flatMap((chunk) => chunksOf(chunk, bundle));
      const sizeKb = [...new Set([...chunks, ...files.filter(isStyle)])].reduce(
        (sum, file) => sum + kbOf(file),
        0,
      );
      const text = `first load of ${name}: ${sizeKb.toFixed(1)} kB in Brotli of ${maxKb}`;
      if (sizeKb > maxKb) this.error(text);
      this.info(text);
    }
  },
});

const isStyle = (file) => file.type === 'asset' && file.fileName.endsWith('.css');

const chunksOf = (chunk, bundle, seen = new Set()) => {
  if (seen.has(chunk)) return [];
  seen.add(chunk);
  return [
    chunk,
    ...chunk.imports.flatMap((name) => (bundle[name] ? chunksOf(bundle[name], bundle, seen) : [])),
  ];
};

const kbOf = (file) => brotliCompressSync(file.code ?? file.source).byteLength / 1000;
