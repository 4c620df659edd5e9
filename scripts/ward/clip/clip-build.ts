import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { burnClock } from './clock-face.ts';
import { FRAMES_PER_SECOND, GOP_FRAMES, LOOP_FRAMES } from './loop.ts';
import { HEIGHT, Picture, WIDTH } from './picture.ts';
import { grainyBackgrounds, paintMovers, type Scene } from './scene.ts';

export const STREAMS = {
  main: { width: 1280, height: 720, bitrateKbps: 1500, file: 'main.mp4' },
  sub: { width: 320, height: 180, bitrateKbps: 100, file: 'sub.mp4' },
} as const;
export type StreamName = keyof typeof STREAMS;

export interface BuildOptions {
  ffmpegPath: string;
  directory: string;
  onFrame: (loopFrame: number) => void;
}

/** Paints one loop of a scene and encodes both streams in one ffmpeg run. Rejects with ffmpeg's stderr. */
export async function encodeScene(scene: Scene, options: BuildOptions): Promise<void> {
  const command = ['--pdeathsig', 'KILL', '--', options.ffmpegPath, ...encoderArguments(scene)];
  const child = spawn('setpriv', command, {
    cwd: options.directory,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = exitOf(child);
  ended.catch(() => child.stdin.destroy());
  child.stdin.on('error', () => undefined); // the exit status says why
  await Promise.race([ended, paintLoop(scene, child.stdin, options.onFrame)]);
  await ended;
}

async function paintLoop(scene: Scene, sink: Writable, onFrame: (loopFrame: number) => void): Promise<void> {
  const backgrounds = grainyBackgrounds(scene);
  const picture = new Picture();
  for (let loopFrame = 0; loopFrame < LOOP_FRAMES; loopFrame++) {
    const background = backgrounds[loopFrame % backgrounds.length];
    if (background) picture.copyFrom(background);
    paintMovers(picture, scene.movers, loopFrame);
    burnClock(picture, scene.clip, loopFrame);
    await written(sink, picture.bytes);
    onFrame(loopFrame);
  }
  sink.end();
}

/** Resolves when ffmpeg has taken the bytes, so that one picture buffer serves all frames. */
function written(sink: Writable, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => sink.write(bytes, () => resolve()));
}

async function exitOf(child: ChildProcess): Promise<void> {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-2000);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`ffmpeg could not build the clip (${code}): ${stderr}`);
}

function encoderArguments(scene: Scene): string[] {
  const size = `${WIDTH}x${HEIGHT}`;
  return [
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', size, '-r', String(FRAMES_PER_SECOND), '-i', 'pipe:0'],
    ...['-filter_complex', `split[main][full];[full]scale=${STREAMS.sub.width}:-2:flags=area[sub]`],
    ...outputArguments('main', scene.bFrames),
    ...outputArguments('sub', scene.bFrames),
  ];
}

/** Parameter sets precede every keyframe, as cameras send them. */
function outputArguments(stream: StreamName, bFrames: number): string[] {
  const { bitrateKbps, file } = STREAMS[stream];
  const rate = `${bitrateKbps}k`;
  return [
    ...['-map', `[${stream}]`, '-c:v', 'libx264', '-preset', 'superfast', '-bf', String(bFrames)],
    ...['-g', String(GOP_FRAMES), '-keyint_min', String(GOP_FRAMES), '-sc_threshold', '0', '-flags', '+cgop'],
    ...['-b:v', rate, '-maxrate', rate, '-bufsize', rate, '-x264-params', 'repeat-headers=1'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    ...['-video_track_timescale', '90000', file],
  ];
}
