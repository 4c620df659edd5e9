import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { timedMs } from './timed-program.ts';

/** Times of the same work by hand: clips by `ffmpeg -c copy`, `sha256sum` of every file, `zip -0` of all. */
export interface HandMade {
  readonly clipsMs: number;
  readonly sumsMs: number;
  readonly zipMs: number;
}

/** Unpacks the originals of a bundle: both ways begin with the same bytes. */
export async function unpackOriginals(zip: string, folder: string): Promise<void> {
  await mkdir(folder);
  await timedMs(['unzip', '-q', zip, 'segments/*', '-d', folder], [0]);
}

/** Works in a folder with originals, and leaves it as it was. */
export async function madeByHand(folder: string): Promise<HandMade> {
  const originals = await originalsIn(folder);
  const clips = [...originals.keys()].map((cam) => join('clip', `${cam}.mp4`));
  await mkdir(join(folder, 'clip'));
  let clipsMs = 0;
  for (const [cam, names] of originals) {
    const list = join(folder, `${cam}.txt`);
    await writeFile(list, names.map((name) => `file '${name}'\n`).join(''));
    const input = ['-v', 'error', '-f', 'concat', '-safe', '0', '-i', list];
    clipsMs += await timedMs(['ffmpeg', ...input, '-c', 'copy', join('clip', `${cam}.mp4`)], [0], folder);
    await rm(list);
  }
  const files = [...[...originals.values()].flat(), ...clips];
  const sumsMs = await timedMs(['sha256sum', ...files], [0], folder);
  const zipMs = await timedMs(['zip', '-q', '-0', 'made.zip', ...files], [0], folder);
  await Promise.all(['clip', 'made.zip'].map((name) => rm(join(folder, name), { recursive: true })));
  return { clipsMs, sumsMs, zipMs };
}

/** Names of the originals of each camera within the folder, in time. */
async function originalsIn(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const originals = new Map<string, readonly string[]>();
  for (const cam of await readdir(join(folder, 'segments'))) {
    const own = join('segments', cam);
    const names = await readdir(join(folder, own), { recursive: true });
    const numberOf = (name: string) => Number(/(\d+)\.mp4$/.exec(name)?.[1]);
    const found = names.filter((name) => name.endsWith('.mp4')).sort((a, b) => numberOf(a) - numberOf(b));
    originals.set(
      cam,
      found.map((name) => join(own, name)),
    );
  }
  return originals;
}
