import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClockReading, readStrip } from './clock-strip.ts';

const CUT_WIDTH = 320;
const CUT_HEIGHT = 8;
const CUT_BYTES = CUT_WIDTH * CUT_HEIGHT;
/** Crops the strip of a picture of any size, and scales it to a fixed size. */
const CUT = `crop=iw:ih*2/45:0:0,scale=${CUT_WIDTH}:${CUT_HEIGHT}:flags=area,format=gray,showinfo=checksum=0`;

export interface DecodeClocksOptions {
  /** A path or a URL for ffmpeg, or the bytes of an mp4 or a JPEG. */
  input: Buffer | string;
  ffmpegPath?: string;
  /** Options before `-i`, such as `-rtsp_transport tcp`. */
  inputOptions?: readonly string[];
  /** Stop after this many frames. */
  maxFrames?: number;
}

/** One decoded frame; its clock is null if the strip was unreadable. */
export interface DecodedClock {
  ptsMs: number;
  loopMs: number | null;
  reading: ClockReading | null;
}

/** Decodes every frame of a video or still, in presentation order. Rejects with ffmpeg's stderr. */
export async function decodeClocks(options: DecodeClocksOptions): Promise<DecodedClock[]> {
  const { input } = options;
  if (typeof input === 'string') return decodeSource(input, options);
  // From a pipe, ffmpeg may stop after the first fragment of a fragmented file without an error.
  const directory = await mkdtemp(join(tmpdir(), 'ward-clock-'));
  const path = join(directory, 'input');
  try {
    await writeFile(path, input);
    return await decodeSource(path, options);
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function decodeSource(source: string, options: DecodeClocksOptions): Promise<DecodedClock[]> {
  const { strips, log } = await runFfmpeg(source, options);
  const times = [...log.matchAll(/\bn: *\d+ pts: *\S+ pts_time:(\S+)/g)].map(
    (match) => Number(match[1]) * 1000,
  );
  const written = Math.floor(strips.length / CUT_BYTES); // the filter may see an unwritten frame
  return times.slice(0, written).map((ptsMs, i) => {
    const reading = readStrip(strips.subarray(i * CUT_BYTES, (i + 1) * CUT_BYTES), CUT_WIDTH, CUT_HEIGHT);
    return { ptsMs, loopMs: reading?.loopMs ?? null, reading };
  });
}

async function runFfmpeg(
  source: string,
  options: DecodeClocksOptions,
): Promise<{ strips: Buffer; log: string }> {
  const { ffmpegPath = 'ffmpeg', inputOptions = [], maxFrames } = options;
  const limit = maxFrames === undefined ? [] : ['-frames:v', String(maxFrames)];
  const output = [
    '-map',
    '0:v:0',
    '-vf',
    CUT,
    ...limit,
    '-fps_mode',
    'passthrough',
    '-f',
    'rawvideo',
    'pipe:1',
  ];
  const command = ['-hide_banner', '-nostats', '-nostdin', ...inputOptions, '-i', source, ...output];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ffmpegPath, ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const strips: Buffer[] = [];
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => strips.push(chunk));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`ffmpeg could not decode (${code}): ${log.slice(-1000)}`);
  return { strips: Buffer.concat(strips), log };
}
