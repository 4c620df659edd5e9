import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFrameGrabber } from '../../../src/adapters/ffmpeg/frame-grabber/frame-grabber.ts';
import { createImageEncoder } from '../../../src/adapters/sharp/image-encoder.ts';
import { AppError, newId, silentLog } from '../../../src/core/index.ts';
import { type SnapshotTools, takeSnapshots } from '../../../src/ingest/snapshots.ts';
import { keyframeOf, keyframeTimesMs, readFragmentedFile } from '../../../src/media/index.ts';
import { h264, oneSegment, type ReadSegment } from '../media/clips.ts';
import { colourOf } from './solid-clips.ts';

const grabber = createFrameGrabber({ log: silentLog });
const encoder = createImageEncoder();
afterAll(() => grabber.close());

/** 25 s: red, then from 10 s green, then from 20 s blue. */
const changing = `color=0xc82828:size=320x240:rate=15:duration=10[a];color=0x28a028:size=320x240:rate=15:duration=10[b];
  color=0x2828c8:size=320x240:rate=15:duration=5[c];[a][b][c]concat=n=3,noise=alls=24:allf=t`;

let segment: ReadSegment;
beforeAll(async () => {
  segment = await oneSegment({
    source: changing,
    encoder: h264('-bf', '2', '-sc_threshold', '0'),
    seconds: 25,
  });
});

const camera = newId('camera', 0);
const take = ({ file, bytes } = segment, tools: SnapshotTools = { grabber, encoder }) =>
  takeSnapshots(
    {
      camera,
      timesMs: keyframeTimesMs(file),
      keyframe: async (gop) => keyframeOf(bytes, file.track, file.fragments[gop] ?? file.fragments[0]),
    },
    tools,
  );

/** A copy of the segment in which the keyframes of these GOPs are no pictures. */
function breakGops(...gops: number[]): ReadSegment {
  const bytes = Buffer.from(segment.bytes);
  for (const gop of gops) {
    const { offsetBytes, sizeBytes } = segment.file.fragments[gop]?.keyframe ?? {
      offsetBytes: 0,
      sizeBytes: 0,
    };
    bytes.fill(0xff, offsetBytes + 1000, offsetBytes + sizeBytes);
  }
  const file = readFragmentedFile(bytes);
  if (!file.isReadable) throw new Error(file.damage.code);
  return { bytes, file };
}

async function coloursOf(webp: Uint8Array, tiles: number): Promise<unknown[]> {
  const cut = (i: number) => sharp(webp).extract({ left: i * 160, top: 0, width: 160, height: 120 });
  const tile = async (i: number) => colourOf({ rgb: await cut(i).raw().toBuffer() });
  return Promise.all(Array.from({ length: tiles }, (_, i) => tile(i)));
}

describe('when snapshots of a segment are taken', () => {
  it('makes a full-size still of the first keyframe', async () => {
    const { still, faults } = await take();
    expect(faults).toEqual([]);
    expect(still?.gop).toBe(0);
    expect(await sharp(still?.jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 });
    expect(colourOf({ rgb: await sharp(still?.jpeg).raw().toBuffer() })).toBe('red');
  });

  it('makes a storyboard of one tile per 10 s, and says which GOP each shows', async () => {
    const { storyboard } = await take();
    expect(storyboard?.layout).toEqual({ tileWidth: 160, tileHeight: 120, columns: 6, gops: [0, 5, 10] });
    const { webp = new Uint8Array() } = storyboard ?? {};
    expect(await sharp(webp).metadata()).toMatchObject({ format: 'webp', width: 480, height: 120 });
    expect(await coloursOf(webp, 3)).toEqual(['red', 'green', 'blue']);
  });

  it('makes the same bytes when it is done again', async () => {
    expect(await take()).toEqual(await take());
  });
});

describe('when a picture of a segment is broken', () => {
  it('makes the others, and says which is missing', async () => {
    const { storyboard, faults } = await take(breakGops(5));
    expect(faults).toEqual([{ gop: 5, code: 'keyframe-broken', message: expect.any(String) as string }]);
    expect(storyboard?.layout.gops).toEqual([0, 10]);
    expect(await coloursOf(storyboard?.webp ?? new Uint8Array(), 2)).toEqual(['red', 'blue']);
  });

  it('takes the still from the next one', async () => {
    const { still } = await take(breakGops(0));
    expect(still?.gop).toBe(5);
    expect(colourOf({ rgb: await sharp(still?.jpeg).raw().toBuffer() })).toBe('green');
  });

  it('makes nothing, and does not fail, when all are broken', async () => {
    const { still, storyboard, faults } = await take(breakGops(0, 5, 10));
    expect({ still, storyboard }).toEqual({ still: undefined, storyboard: undefined });
    expect(faults.map(({ gop }) => gop)).toEqual([0, 5, 10]);
  });
});

describe('when the storyboard cannot be encoded', () => {
  it('keeps the still', async () => {
    const failing = { webp: () => Promise.reject(new AppError('internal', 'image-encoding', 'no')) };
    const { still, storyboard, faults } = await take(segment, { grabber, encoder: failing });
    expect(still).toBeDefined();
    expect(storyboard).toBeUndefined();
    expect(faults).toEqual([{ gop: undefined, code: 'image-encoding', message: 'no' }]);
  });

  it('is what sharp says of a picture of the wrong size', async () => {
    const image = { width: 10, height: 10, rgb: new Uint8Array(10) };
    await expect(encoder.webp(image)).rejects.toMatchObject({ kind: 'internal', code: 'image-encoding' });
  });
});
