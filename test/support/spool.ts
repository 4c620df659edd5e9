import { randomInt } from 'node:crypto';
import { readdir, readFile, stat, truncate } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readFragmentedFile } from '../../src/media/index.ts';

const namesIn = (directory: string): Promise<string[]> => readdir(directory).catch(() => []);

/** The home of this host's spool. */
async function homeOf(dataDir: string): Promise<string> {
  const spool = join(dataDir, 'spool');
  const node = (await namesIn(spool)).find((name) => /^node_/.test(name));
  return join(spool, node ?? '');
}

/** The lock folders of this host's recording workers. */
export async function workerFolders(dataDir: string): Promise<string[]> {
  const node = basename(await homeOf(dataDir));
  const home = join(dataDir, 'spool', 'workers', node);
  return (await namesIn(home)).map((name) => join(home, name));
}

/** The newest run directory of every stream; run ids sort by time. */
export async function newestRun(dataDir: string): Promise<Map<string, string>> {
  const home = await homeOf(dataDir);
  const runs = new Map<string, string>();
  for (const stream of await namesIn(home)) {
    const newest = (await namesIn(join(home, stream))).sort().at(-1);
    if (newest) runs.set(stream, newest);
  }
  return runs;
}

/** Whether each of these runs holds footage by now, beyond the initialisation section. */
export async function recordedBytes(dataDir: string, runs: ReadonlyMap<string, string>): Promise<boolean> {
  const home = await homeOf(dataDir);
  for (const [stream, run] of runs) {
    const directory = join(home, stream, run);
    const [file] = (await namesIn(directory)).filter((name) => name.endsWith('.mp4'));
    const facts = file ? await stat(join(directory, file)).catch(() => undefined) : undefined;
    if (!facts || facts.size < 10_000) return false;
  }
  return runs.size > 0;
}

/** How much each file of these runs that waits in the spool holds, in milliseconds of whole GOPs, by `<run>-<seq>`. */
export async function writtenMs(
  dataDir: string,
  runs: ReadonlyMap<string, string>,
): Promise<Map<string, number>> {
  const home = await homeOf(dataDir);
  const written = new Map<string, number>();
  for (const [stream, run] of runs)
    for (const name of await namesIn(join(home, stream, run))) {
      const seq = /^(\d{6,})\.mp4$/.exec(name)?.[1];
      const video = seq && (await readFile(join(home, stream, run, name)).catch(() => undefined));
      if (video) written.set(`${run}-${Number(seq)}`, wholeGopsMs(video));
    }
  return written;
}

function wholeGopsMs(video: Uint8Array): number {
  const file = readFragmentedFile(video);
  if (!file.isReadable) return 0;
  const [first] = file.fragments;
  const ticks = (file.fragments.at(-1) ?? first).presentationEndTicks - first.presentationTicks;
  return (ticks * 1_000) / file.track.timescale;
}

/** Cuts the newest file of each of these runs at a random byte, as a power cut does. Answers the lengths that are left. */
export async function cutNewestFiles(dataDir: string, runs: ReadonlyMap<string, string>): Promise<number[]> {
  const home = await homeOf(dataDir);
  const left: number[] = [];
  for (const [stream, run] of runs) {
    const videos = (await namesIn(join(home, stream, run))).filter((name) => name.endsWith('.mp4')).sort();
    const newest = join(home, stream, run, videos.at(-1) ?? '');
    const bytes = randomInt((await stat(newest)).size);
    await truncate(newest, bytes);
    left.push(bytes);
  }
  return left;
}

/** Whether a file of these runs still waits in the spool, closed or not. */
export async function waitsInSpool(dataDir: string, runs: ReadonlyMap<string, string>): Promise<boolean> {
  const home = await homeOf(dataDir);
  for (const [stream, run] of runs)
    if ((await namesIn(join(home, stream, run))).some((name) => name.endsWith('.mp4'))) return true;
  return false;
}

/** `<run>-<seq>` of every file in the spool that is closed: its facts are beside it. */
export async function closedSegments(dataDir: string): Promise<string[]> {
  const home = await homeOf(dataDir);
  const closed: string[] = [];
  for (const stream of await namesIn(home))
    for (const run of await namesIn(join(home, stream)))
      for (const name of await namesIn(join(home, stream, run))) {
        const seq = /^(\d{6,})\.json$/.exec(name)?.[1];
        if (seq !== undefined) closed.push(`${run}-${Number(seq)}`);
      }
  return closed;
}
