import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** 12 s at 10 frames a second, a keyframe every 2 s: six GOPs. */
export const gopMs = 2_000;
export const segmentMs = 12_000;

interface SegmentShape {
  readonly seconds?: number;
  readonly framesPerSecond?: number;
  readonly gopFrames?: number;
  readonly codec?: 'h264' | 'h265';
}

/** A segment as the recorder's ffmpeg writes it. */
export async function makeSegmentBytes({
  seconds = 12,
  framesPerSecond = 10,
  gopFrames = 20,
  codec = 'h264',
}: SegmentShape = {}): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'minh-chung-clip-'));
  const file = join(directory, 'segment.mp4');
  const picture = ['-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=${framesPerSecond}:duration=${seconds}`];
  const gops = ['-bf', '0', '-g', `${gopFrames}`, '-keyint_min', `${gopFrames}`];
  const encoder = {
    h264: ['libx264'],
    h265: ['libx265', '-pix_fmt', 'yuv420p', '-x265-params', 'log-level=none:scenecut=0:open-gop=0'],
  };
  const coding = ['-c:v', ...encoder[codec], '-preset', 'ultrafast', ...gops];
  const fragments = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof'];
  await promisify(execFile)('ffmpeg', ['-v', 'error', ...picture, ...coding, ...fragments, file]);
  const bytes = await readFile(file);
  await rm(directory, { recursive: true });
  return bytes;
}
