import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type FragmentedFile, readFragmentedFile } from '../../../src/media/index.ts';

const run = promisify(execFile);

export interface ClipShape {
  /** A source of ffmpeg's `lavfi`. */
  readonly source?: string;
  readonly encoder?: readonly string[];
  readonly seconds?: number;
  readonly segmentSeconds?: number;
}

/** Segments as the recorder's ffmpeg writes them, oldest first; `remove` deletes them. */
export interface Clip {
  readonly paths: readonly string[];
  remove(): Promise<void>;
}

const segmentArguments = [
  ...['-c', 'copy', '-f', 'segment', '-segment_format', 'mp4'],
  ...['-segment_format_options', 'movflags=+frag_keyframe+empty_moov+default_base_moof'],
];

export const h264 = (...more: string[]): string[] => [
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  '-g',
  '30',
  ...more,
];

/** Of x264: no IDR after the first; every 2 s at 10 frames a second a recovery point. */
export const intraRefresh = 'keyint=20:min-keyint=20:intra-refresh=1:bframes=0:scenecut=0';

/** Encodes a source at 15 frames a second, then copies it into segments: two steps, as camera and recorder are two. */
export async function makeClip(shape: ClipShape = {}): Promise<Clip> {
  const { source = 'testsrc2=size=320x240:rate=15', encoder = h264('-bf', '0') } = shape;
  const folder = await mkdtemp(join(tmpdir(), 'clip-'));
  const whole = join(folder, 'whole.ts');
  await run('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', source, '-t', `${shape.seconds ?? 12}`],
    ...[...encoder, '-pix_fmt', 'yuv420p', '-f', 'mpegts', whole],
  ]);
  return segmentClip(folder, whole, shape.segmentSeconds ?? 6);
}

/** Copies an existing file into one segment of its own. */
export async function copyClip(path: string): Promise<Clip> {
  return segmentClip(await mkdtemp(join(tmpdir(), 'clip-')), path, 3600);
}

async function segmentClip(folder: string, path: string, segmentSeconds: number): Promise<Clip> {
  const time = ['-segment_time', `${segmentSeconds}`];
  const output = join(folder, '%d.mp4');
  await run('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:v:0', ...segmentArguments, ...time, output]);
  const names = (await readdir(folder)).filter((name) => /^\d+\.mp4$/.test(name));
  names.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  return { paths: names.map((name) => join(folder, name)), remove: () => rm(folder, { recursive: true }) };
}

export interface ReadSegment {
  readonly bytes: Buffer;
  readonly file: FragmentedFile;
}

/** A segment that must be readable. */
export async function readSegment(path: string): Promise<ReadSegment> {
  const bytes = await readFile(path);
  const file = readFragmentedFile(bytes);
  if (!file.isReadable) throw new Error(file.damage.message);
  return { bytes, file };
}

/** The bytes of the clip's first segment, the clip already removed. */
export async function oneSegment(shape: ClipShape = {}): Promise<ReadSegment> {
  const clip = await makeClip({ segmentSeconds: 3600, ...shape });
  const [path = ''] = clip.paths;
  const segment = await readSegment(path);
  await clip.remove();
  return segment;
}

export interface ProbedPacket {
  readonly pts: number;
  readonly dts: number;
  readonly duration: number;
  readonly pos: string;
  readonly size: string;
  readonly flags: string;
}

export interface Probe {
  readonly packets: readonly ProbedPacket[];
  readonly streams: readonly {
    readonly codec_name: string;
    /** The name of the sample entry. */
    readonly codec_tag_string: string;
    readonly width: number;
    readonly height: number;
    readonly time_base: string;
    readonly level: number;
  }[];
}

/** What ffprobe says of a file. */
export async function probe(path: string): Promise<Probe> {
  const { stdout } = await run(
    'ffprobe',
    ['-v', 'error', '-show_packets', '-show_streams', '-of', 'json', path],
    { maxBuffer: 2 ** 26 },
  );
  return JSON.parse(stdout) as Probe;
}
