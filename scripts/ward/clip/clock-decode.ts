import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type ClockReading, readStrip } from './clock-strip.ts';

const CUT_WIDTH = 320;
const CUT_HEIGHT = 8;
/** The strip of any picture, shrunk to a size of its own. */
const CUT = `crop=iw:ih*2/45:0:0,scale=${CUT_WIDTH}:${CUT_HEIGHT}:flags=area,format=gray,showinfo=checksum=0`;

export interface DecodeClocksOptions {
  /** A path (or URL that ffmpeg reads), or the bytes of an mp4 or a JPEG. */
  input: Buffer | string;
  ffmpegPath?: string;
  /** Before `-i`, as `-rtsp_transport tcp`. */
  inputOptions?: readonly string[];
  /** Stop after this many frames. */
  maxFrames?: number;
}

/** One decoded frame; its clock is null when the strip could not be read. */
export interface DecodedClock {
  ptsMs: number;
  loopMs: number | null;
  reading: ClockReading | null;
}

/** Decodes every frame of a video or still, in order of presentation. Rejects with ffmpeg's words when it fails. */
export async function decodeClocks(options: DecodeClocksOptions): Promise<DecodedClock[]> {
  const { strips, log } = await runFfmpeg(options);
  const times = [...log.matchAll(/\bn: *\d+ pts: *\S+ pts_time:(\S+)/g)].map(
    (match) => Number(match[1]) * 1000,
  );
  return times.map((ptsMs, i) => {
    const strip = strips.subarray(i * CUT_WIDTH * CUT_HEIGHT, (i + 1) * CUT_WIDTH * CUT_HEIGHT);
    const reading = strip.length === CUT_WIDTH * CUT_HEIGHT ? readStrip(strip, CUT_WIDTH, CUT_HEIGHT) : null;
    return { ptsMs, loopMs: reading?.loopMs ?? null, reading };
  });
}

async function runFfmpeg(options: DecodeClocksOptions): Promise<{ strips: Buffer; log: string }> {
  const { input, ffmpegPath = 'ffmpeg', inputOptions = [], maxFrames } = options;
  const source = typeof input === 'string' ? input : 'cache:pipe:0';
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
  const child = spawn(ffmpegPath, ['-hide_banner', '-nostats', ...inputOptions, '-i', source, ...output]);
  child.stdin.on('error', () => undefined); // ffmpeg may have read enough
  child.stdin.end(typeof input === 'string' ? undefined : input);
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
