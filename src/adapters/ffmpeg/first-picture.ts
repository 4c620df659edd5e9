import { type ChildProcess, spawn } from 'node:child_process';
import { messageOf, unavailable } from '../../core/index.ts';
import type { DecodeFirstPicture } from '../../recording/index.ts';
import { startFfmpeg } from './child.ts';
import { findFfmpeg } from './program.ts';

const withinMs = 8_000;
const mostBytes = 8 * 1024 * 1024;
/** 8K; sizes are attacker-controlled, and ffmpeg takes memory by them. */
const maxPixels = 8192 * 4320;
const widest = 1_280;

/** Square pixels (quirk 26), within a ratio that cameras have, and no larger than a screen. */
const scaled = [
  "scale=w='2*trunc(iw*clip(sar,1,4)/2)':h='2*trunc(ih/clip(sar,0.25,1)/2)'",
  `scale=w='min(${widest},iw)':h=-2`,
  'setsar=1,format=yuvj420p',
].join(',');

const pictureArguments = (url: string): string[] => [
  ...['-nostats', '-nostdin', '-loglevel', 'error', '-fpsprobesize', '0'],
  ...['-protocol_whitelist', 'rtsp,rtp,tcp', '-rtsp_transport', 'tcp'],
  // It would patch what does not decode, and show grey as a picture.
  ...['-xerror', '-err_detect', 'explode', '-flags', '-output_corrupt'],
  ...['-threads', '1', '-max_pixels', `${maxPixels}`, '-i', url],
  ...['-map', '0:v:0', '-frames:v', '1', '-vf', scaled],
  ...['-c:v', 'mjpeg', '-q:v', '4', '-flags:v', '+bitexact', '-f', 'image2pipe', 'pipe:1'],
];

/** Decodes the first picture of the relay's loopback stream with an ffmpeg of its own. */
export const decodeFirstPicture: DecodeFirstPicture = async (url) => {
  const jpeg = await outputOf(await started(url));
  if (jpeg.length > 0) return jpeg;
  throw unavailable(
    'camera-picture-broken',
    'The picture of the camera cannot be decoded. Set plain H.264 or H.265 in its video settings.',
  );
};

async function started(url: string): Promise<ChildProcess> {
  try {
    return await startFfmpeg(spawn, await findFfmpeg(), pictureArguments(url), {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    throw unavailable('decoder-unavailable', messageOf(error), error);
  }
}

/** Standard output until its end; nothing when the process had to be killed. */
async function outputOf(child: ChildProcess): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > mostBytes) break;
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
  const whole = Buffer.concat(chunks);
  return isWhole(whole) ? whole : Buffer.alloc(0);
}

/** From the start of an image to its end (ITU-T T.81, B.1.1.3). */
const isWhole = (jpeg: Buffer): boolean =>
  jpeg.subarray(0, 2).equals(Buffer.of(0xff, 0xd8)) && jpeg.subarray(-2).equals(Buffer.of(0xff, 0xd9));
