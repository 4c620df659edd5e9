import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Serving, serve, type servings } from './bench/export-server.ts';
import { stockStore } from './bench/export-stock.ts';
import { peakMemoryBytes } from './bench/process-tree.ts';
import { orEnd, readOptions, wholeNumber } from './command-line/options.ts';

/**
 * `npm run bench:export -- --megabytes 2048`: memory and time to stream a bundle of that size out of the
 * store, half originals and half a clip joined from them, beside sending as many bytes of the plain originals
 * in the same run. Prints a table and a last line of JSON.
 */
const { megabytes, ...values } = orEnd(() => {
  const read = readOptions('npm run bench:export -- [--megabytes NUMBER]', {
    megabytes: { type: 'string', default: '2048' },
    /** The bench starts its serving processes with these options. */
    serve: { type: 'string' },
    directory: { type: 'string' },
  });
  return { ...read, megabytes: wholeNumber('megabytes', read.megabytes) };
});

interface Result {
  readonly way: keyof typeof servings;
  readonly bytes: number;
  readonly ms: number;
  readonly builtMs: number;
  readonly peakBytes: number;
}

if (values.serve && values.directory) await serve(values.serve as keyof typeof servings, values.directory);
else await bench(megabytes * 2 ** 20);

async function bench(sizeBytes: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'minhchung-bench-'));
  try {
    console.error(`storing ${Math.round(sizeBytes / 2 ** 21)} MiB of originals`);
    await stockStore(directory, sizeBytes / 2);
    // The first download finds a cold cache, so it is repeated.
    const results = [await download('plain', directory), await download('bundle', directory)];
    report([await download('plain', directory), ...results.slice(1)]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function download(way: Result['way'], directory: string): Promise<Result> {
  console.error(`sending it: ${way}`);
  const child = fork(process.argv[1] ?? '', ['--serve', way, '--directory', directory]);
  const [{ port, builtMs }] = (await once(child, 'message')) as [Serving];
  const startMs = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/`);
  let bytes = 0;
  for await (const chunk of response.body ?? []) bytes += (chunk as Uint8Array).length;
  const ms = performance.now() - startMs;
  const result = { way, bytes, ms, builtMs, peakBytes: peakMemoryBytes(child.pid ?? -1) };
  child.disconnect();
  await once(child, 'exit');
  return result;
}

function report(results: readonly Result[]): void {
  const mib = (bytes: number) => Math.round(bytes / 2 ** 20);
  console.log('\nway          MiB   MiB/s   peak MiB   read first, s');
  for (const { way, bytes, ms, peakBytes, builtMs } of results)
    console.log(
      `${way.padEnd(8)} ${String(mib(bytes)).padStart(7)} ${String(mib((bytes * 1000) / ms)).padStart(7)} ${String(mib(peakBytes)).padStart(10)} ${(builtMs / 1000).toFixed(1).padStart(15)}`,
    );
  const [plain, bundle] = results;
  if (!plain || !bundle) return;
  const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100;
  console.log(
    JSON.stringify({
      bench: 'export',
      megabytes: mib(bundle.bytes),
      peakMb: mib(bundle.peakBytes),
      timeRatio: ratio(bundle.ms / bundle.bytes, plain.ms / plain.bytes),
      peakRatio: ratio(bundle.peakBytes, plain.peakBytes),
      buildSeconds: Math.round(bundle.builtMs / 100) / 10,
    }),
  );
}
