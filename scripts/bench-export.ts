import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Serving, serve, type servings } from './bench/export-server.ts';
import { stockStore } from './bench/export-stock.ts';

/**
 * `npm run bench:export -- --megabytes 2048`: what it costs in memory and time to stream an archive of that size out of
 * the store, half of it originals and half a clip joined of them, beside sending as many bytes of the same originals as
 * they are, in the same run. Prints a table and a last line of JSON.
 */
const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '2048' },
    /** How the bench starts the processes that it measures. */
    serve: { type: 'string' },
    directory: { type: 'string' },
  },
});

interface Result {
  readonly way: keyof typeof servings;
  readonly bytes: number;
  readonly ms: number;
  readonly builtMs: number;
  readonly peakBytes: number;
}

if (values.serve && values.directory) await serve(values.serve as keyof typeof servings, values.directory);
else await bench(Number(values.megabytes) * 2 ** 20);

async function bench(sizeBytes: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'minhchung-bench-'));
  try {
    console.error(`storing ${Math.round(sizeBytes / 2 ** 21)} MiB of originals`);
    await stockStore(directory, sizeBytes / 2);
    // The first to read it would find a cold cache.
    const results = [await download('plain', directory), await download('archive', directory)];
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
  const result = { way, bytes, ms, builtMs, peakBytes: peakMemoryBytes(child) };
  child.disconnect();
  await once(child, 'exit');
  return result;
}

/** The most memory that it ever held, building included (proc(5), VmHWM). */
function peakMemoryBytes({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

function report(results: readonly Result[]): void {
  const mib = (bytes: number) => Math.round(bytes / 2 ** 20);
  console.log('\nway          MiB   MiB/s   peak MiB   read first, s');
  for (const { way, bytes, ms, peakBytes, builtMs } of results)
    console.log(
      `${way.padEnd(8)} ${String(mib(bytes)).padStart(7)} ${String(mib((bytes * 1000) / ms)).padStart(7)} ${String(mib(peakBytes)).padStart(10)} ${(builtMs / 1000).toFixed(1).padStart(15)}`,
    );
  const [plain, archive] = results;
  if (!plain || !archive) return;
  const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100;
  console.log(
    JSON.stringify({
      bench: 'export',
      megabytes: mib(archive.bytes),
      peakMb: mib(archive.peakBytes),
      timeRatio: ratio(archive.ms / archive.bytes, plain.ms / plain.bytes),
      peakRatio: ratio(archive.peakBytes, plain.peakBytes),
      buildSeconds: Math.round(archive.builtMs / 100) / 10,
    }),
  );
}
