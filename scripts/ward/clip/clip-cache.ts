import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from '../../cache-directory.ts';
import { holdLock } from '../../held-lock.ts';
import { encodeScene, STREAMS, type StreamName } from './clip-build.ts';
import { type CodedFrame, indexFrames } from './clip-index.ts';
import { LOOP_FRAMES } from './loop.ts';
import type { Scene } from './scene.ts';
import { SCENES } from './scenes.ts';

/** Part of the path. Raise it when anything that shapes the clips changes. */
const CLIPS_VERSION = 'v1';

export interface ClipOptions {
  /** Default `ward` in the user's cache. */
  cacheDirectory?: string;
  ffmpegPath?: string;
  ffprobePath?: string;
  /** Called while clips are built; never when all are cached. */
  onProgress?: (progress: ClipProgress) => void;
}

export interface ClipProgress {
  clip: string;
  /** Progress of this clip, [0, 1]. */
  share: number;
}

export interface CodedStream {
  frames: CodedFrame[];
  mp4: Buffer;
}

export interface Clip {
  scene: Scene;
  streams: Record<StreamName, CodedStream>;
}

/** Returns all clips in order of their numbers; builds missing ones first (about 25 s on two cores). */
export async function loadClips(options: ClipOptions = {}): Promise<Clip[]> {
  const home = join(options.cacheDirectory ?? join(cacheDirectory(), 'ward'), CLIPS_VERSION);
  const cached = await readClips(home);
  if (cached) return cached;
  await mkdir(home, { recursive: true });
  const lock = await holdLock(join(home, 'building.lock'), { waits: true });
  try {
    return await buildMissing(home, options);
  } finally {
    await lock.release();
  }
}

async function readClips(home: string): Promise<Clip[] | undefined> {
  const clips = await Promise.all(SCENES.map((scene) => readClip(scene, join(home, scene.name))));
  const present = clips.filter((clip) => clip !== undefined);
  return present.length === SCENES.length ? present : undefined;
}

/** Checks the cache again: another process may have built clips while this one waited for the lock. */
async function buildMissing(home: string, options: ClipOptions): Promise<Clip[]> {
  const clips: Clip[] = [];
  for (const scene of SCENES) {
    const folder = join(home, scene.name);
    clips.push((await readClip(scene, folder)) ?? (await buildClip(scene, folder, options)));
  }
  return clips;
}

async function readClip(scene: Scene, folder: string): Promise<Clip | undefined> {
  try {
    return {
      scene,
      streams: { main: await readStream(folder, 'main'), sub: await readStream(folder, 'sub') },
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function readStream(folder: string, stream: StreamName): Promise<CodedStream> {
  const index = await readFile(join(folder, indexFile(stream)), 'utf8');
  const mp4 = await readFile(join(folder, STREAMS[stream].file));
  return { frames: JSON.parse(index) as CodedFrame[], mp4 };
}

/** Builds beside the cache, then renames the whole folder, so that a reader sees a whole clip or none. */
async function buildClip(scene: Scene, folder: string, options: ClipOptions): Promise<Clip> {
  const directory = `${folder}.building`;
  await rm(directory, { recursive: true, force: true }); // left by a killed builder
  await mkdir(directory);
  await fillFolder(scene, directory, options);
  await rename(directory, folder);
  const clip = await readClip(scene, folder);
  if (!clip) throw new Error(`the clip ${scene.name} was built but is not in the cache`);
  return clip;
}

async function fillFolder(scene: Scene, directory: string, options: ClipOptions): Promise<void> {
  const onFrame = (loopFrame: number) =>
    options.onProgress?.({ clip: scene.name, share: (loopFrame + 1) / LOOP_FRAMES });
  await encodeScene(scene, { ffmpegPath: options.ffmpegPath ?? 'ffmpeg', directory, onFrame });
  for (const stream of Object.keys(STREAMS) as StreamName[]) {
    const frames = await indexFrames(options.ffprobePath ?? 'ffprobe', join(directory, STREAMS[stream].file));
    await writeFile(join(directory, indexFile(stream)), JSON.stringify(frames));
  }
}

function indexFile(stream: StreamName): string {
  return `${stream}.frames.json`;
}
