import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createFrameDecoder } from '../../../src/adapters/ffmpeg/frame-decoder/frame-decoder.ts';
import { samplesOfGop } from '../../../src/media/index.ts';
import { h264, oneSegment, type ReadSegment } from '../media/clips.ts';

const run = promisify(execFile);
const [width, height] = [320, 240];
const frameBytes = width * height;
const decodeFrame = createFrameDecoder();

/** Init section and bytes of one GOP of a segment. */
function partsOf({ bytes, file }: ReadSegment, number: number) {
  const { offsetBytes, sizeBytes } = file.fragments[number] ?? { offsetBytes: 0, sizeBytes: 0 };
  const init = bytes.subarray(0, file.init.sizeBytes);
  return { init, gop: bytes.subarray(offsetBytes, offsetBytes + sizeBytes) };
}

/** Luma of all frames of a file in the order in which they are shown, by an ffmpeg that knows nothing of ours. */
async function framesOf(bytes: Uint8Array): Promise<Buffer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'frames-'));
  const path = join(folder, 'segment.mp4');
  await writeFile(path, bytes);
  const raw = ['-fps_mode', 'passthrough', '-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'];
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', path, ...raw], {
    encoding: 'buffer',
    maxBuffer: 2 ** 28,
  });
  await rm(folder, { recursive: true });
  return Array.from({ length: stdout.length / frameBytes }, (_, i) =>
    stdout.subarray(i * frameBytes, (i + 1) * frameBytes),
  );
}

function distance(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < frameBytes; i += 7) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum;
}

/** Which of the frames a JPEG shows. */
async function shownIn(jpeg: Uint8Array, frames: readonly Buffer[]): Promise<number> {
  const luma = await sharp(jpeg).greyscale().raw().toBuffer();
  const distances = frames.map((frame) => distance(luma, frame));
  return distances.indexOf(Math.min(...distances));
}

const picture = { codec: 'h264', width, height, pixelAspect: 1 } as const;

describe('when one frame of a GOP is decoded', () => {
  it.each([
    ['without B-frames', ['-bf', '0']],
    ['with B-frames', ['-bf', '3', '-x264-params', 'open-gop=0:b-pyramid=normal:scenecut=0']],
  ])('is that very frame (%s)', async (_, more) => {
    const segment = await oneSegment({ encoder: h264(...more), seconds: 6 });
    const frames = await framesOf(segment.bytes);
    const { init, gop } = partsOf(segment, 1);
    const { presentationTicks } = samplesOfGop(init, gop);
    const inOrder = [...presentationTicks].sort((a, b) => a - b);
    for (const number of [0, 1, 2, 3, 17, 29]) {
      const ticks = presentationTicks[number] ?? Number.NaN;
      const jpeg = await decodeFrame({ file: Buffer.concat([init, gop]), presentationTicks: ticks, picture });
      expect(await shownIn(jpeg, frames)).toBe(30 + inOrder.indexOf(ticks));
    }
  });

  it('has the shape in which it is to be seen', async () => {
    const { init, gop } = partsOf(await oneSegment({ seconds: 4 }), 0);
    const [presentationTicks = 0] = samplesOfGop(init, gop).presentationTicks;
    const wide = { ...picture, pixelAspect: 1.5 };
    const jpeg = await decodeFrame({ file: Buffer.concat([init, gop]), presentationTicks, picture: wide });
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 480, height: 240 });
  });

  it('is no other frame where there is none of that time, or where it needs frames of another GOP', async () => {
    const openGops = ['-x264-params', 'open-gop=1:bframes=2:b-adapt=0:scenecut=0'];
    const { init, gop } = partsOf(await oneSegment({ encoder: h264(...openGops), seconds: 6 }), 1);
    const file = Buffer.concat([init, gop]);
    const { presentationTicks } = samplesOfGop(init, gop);
    const [keyframe = 0] = presentationTicks;
    const leading = presentationTicks.find((ticks) => ticks < keyframe);
    expect(leading).toBeDefined();
    const refused = { kind: 'invalid', code: 'frame-broken' };
    await expect(decodeFrame({ file, presentationTicks: leading ?? 0, picture })).rejects.toMatchObject(
      refused,
    );
    await expect(decodeFrame({ file, presentationTicks: keyframe + 1, picture })).rejects.toMatchObject(
      refused,
    );
  });

  it('is none where the GOP is spoiled before it', async () => {
    const { init, gop } = partsOf(await oneSegment({ seconds: 4 }), 0);
    const { presentationTicks } = samplesOfGop(init, gop);
    const file = Buffer.concat([init, gop]);
    file.fill(0x55, init.length + gop.length - 3_000);
    const last = presentationTicks.at(-1) ?? 0;
    await expect(decodeFrame({ file, presentationTicks: last, picture })).rejects.toMatchObject({
      code: 'frame-broken',
    });
  });

  it('waits for its turn, and is refused beyond a number of them', async () => {
    const { init, gop } = partsOf(await oneSegment({ seconds: 4 }), 0);
    const [presentationTicks = 0] = samplesOfGop(init, gop).presentationTicks;
    const narrow = createFrameDecoder({ maxAtOnce: 1, maxWaiting: 1 });
    const all = Array.from({ length: 3 }, () =>
      narrow({ file: Buffer.concat([init, gop]), presentationTicks, picture }),
    );
    const settled = (await Promise.allSettled(all)).map(({ status }) => status);
    expect(settled).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });
});
