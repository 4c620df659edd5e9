import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCopyEncoder } from '../../../src/adapters/ffmpeg/copy-encoder.ts';
import type { ByteRange, CameraId, SegmentId, StreamId } from '../../../src/core/index.ts';
import { copyOfGop } from '../../../src/footage/copy/copied-gop.ts';
import {
  copyCodec,
  type EncodeCopy,
  type GopCopy,
  gopsOf,
  originalFrame,
  type StoredSegment,
} from '../../../src/footage/index.ts';
import { buildKeyframeIndex, packKeyframeIndex, readInit, samplesOfGop } from '../../../src/media/index.ts';
import type { ObjectKey } from '../../../src/objects/index.ts';
import { oneSegment, type ReadSegment } from './clips.ts';

const startMs = Date.parse('2026-11-21T14:10:00.250Z');
const h265 = (more: string) => [
  ...['-c:v', 'libx265', '-preset', 'ultrafast', '-g', '30'],
  ...['-x265-params', `log-level=none:scenecut=0:min-keyint=30:${more}`],
];

function stored({ bytes, file }: ReadSegment): StoredSegment {
  const ends = file.fragments.map((fragment) => fragment.presentationEndTicks);
  const ticks = Math.max(...ends) - file.fragments[0].presentationTicks;
  const mediaLengthMs = (ticks * 1_000) / file.track.timescale;
  const wall = { wallStartMs: startMs, wallEndMs: startMs + Math.round(mediaLengthMs), mediaLengthMs };
  return {
    id: 'run-1' as SegmentId,
    cameraId: 'cam_1' as CameraId,
    streamId: 'str_1' as StreamId,
    epoch: 1,
    fromMs: startMs,
    toMs: wall.wallEndMs,
    store: 'memory',
    objectKey: 'k' as ObjectKey,
    sizeBytes: bytes.length,
    sha256: '',
    codec: file.track.codecString,
    width: file.track.width,
    height: file.track.height,
    initBytes: file.init.sizeBytes,
    keyframes: packKeyframeIndex(buildKeyframeIndex(file, wall)),
  };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gop-copies-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Times of the frames that ffmpeg decodes of a file, in its ticks, as they are shown. */
async function decodedTicks(...parts: Uint8Array[]): Promise<number[]> {
  const path = join(folder, 'decoded.mp4');
  await writeFile(path, Buffer.concat(parts));
  const output = ['-show_entries', 'frame=pts', '-of', 'csv=p=0', '-ignore_editlist', '1', path];
  const text = execFileSync('ffprobe', ['-v', 'error', ...output]).toString();
  return text.split('\n').flatMap((line) => (/^\d/.test(line) ? [Number.parseInt(line, 10)] : []));
}

const copying = ({ bytes }: ReadSegment, encode: EncodeCopy = createCopyEncoder()) => {
  const part = async (_: StoredSegment, { offsetBytes, sizeBytes }: ByteRange) =>
    bytes.subarray(offsetBytes, offsetBytes + sizeBytes);
  return { checked: { part }, encode };
};

const copiesOf = async (clip: ReadSegment): Promise<GopCopy[]> => {
  const copies: GopCopy[] = [];
  for (const number of clip.file.fragments.keys())
    copies.push(await copyOfGop(copying(clip), stored(clip), number));
  return copies;
};

describe.each([
  ['without B-frames', 'bframes=0:open-gop=0'],
  ['with B-frames', 'bframes=3:open-gop=0'],
  ['with open GOPs', 'bframes=3:open-gop=1'],
])('when H.265 %s is copied', (_, params) => {
  it('has every frame of the original at its tick, in H.264 as its playlist says', async () => {
    const clip = await oneSegment({ seconds: 6, encoder: h265(params) });
    const copies = await copiesOf(clip);
    expect(copies).toHaveLength(3);
    const copied: number[] = [];
    for (const { init, fragment } of copies) copied.push(...(await decodedTicks(init, fragment)));
    expect(copied).toEqual(await decodedTicks(clip.bytes));
    expect(copied).toHaveLength(90);
    const tracks = copies.map(({ init }) => readInit(init).track);
    for (const { codecString, timescale, width, height } of tracks) {
      expect(codecString).toBe(copyCodec);
      expect(timescale).toBe(clip.file.track.timescale);
      expect([width, height]).toEqual([320, 240]);
    }
    expect(copies[0]?.encoder).toBe('libx264');
    const { part } = copying(clip).checked;
    const gops = gopsOf(stored(clip));
    const init = clip.bytes.subarray(0, clip.file.init.sizeBytes);
    for (const [number, copy] of copies.entries()) {
      const gop = gops[number];
      if (!gop) throw new Error('no GOP');
      const of = { segment: stored(clip), gop };
      const shown = samplesOfGop(copy.init, copy.fragment).presentationTicks;
      for (const [at, ticks] of shown.entries()) {
        const original = await originalFrame(part, of, at);
        const bytes = await part(of.segment, original.stored.gop);
        expect(samplesOfGop(init, bytes).presentationTicks[original.number]).toBe(ticks);
      }
      await expect(originalFrame(part, of, shown.length)).rejects.toMatchObject({ code: 'frame-not-found' });
    }
  });
});

describe('when a picture is larger than a screen', () => {
  it('is made smaller, in its shape, with an even height', async () => {
    const source = 'testsrc2=size=1922x1082:rate=15';
    const clip = await oneSegment({ source, seconds: 1, encoder: h265('bframes=0') });
    const copy = await copyOfGop(copying(clip), stored(clip), 0);
    const { width, height } = readInit(copy.init).track;
    expect([width, height]).toEqual([1280, 720]);
  });
});

describe('when a copy cannot be made', () => {
  it('refuses a GOP whose frames do not decode, by a code and a cause', async () => {
    const clip = await oneSegment({ seconds: 2, encoder: h265('bframes=0') });
    const [first] = clip.file.fragments;
    const bytes = Buffer.from(clip.bytes);
    bytes.fill(0xa5, first.offsetBytes + first.headBytes, first.offsetBytes + first.sizeBytes);
    const spoiled = { ...clip, bytes };
    await expect(copyOfGop(copying(spoiled), stored(clip), 0)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'copy-failed',
    });
  });

  it('refuses a copy in which a frame is missing or has moved', async () => {
    const clip = await oneSegment({ seconds: 2, encoder: h265('bframes=0') });
    const encode: EncodeCopy = (source) =>
      createCopyEncoder()({ ...source, fromTicks: source.fromTicks + 1 });
    const refused = copyOfGop(copying(clip, encode), stored(clip), 0);
    await expect(refused).rejects.toMatchObject({ code: 'copy-failed' });
    await expect(refused).rejects.toThrow('of 30 frames');
  });

  it('says that no encoder is there', async () => {
    const clip = await oneSegment({ seconds: 1, encoder: h265('bframes=0') });
    const program = join(folder, 'ffmpeg-without-encoders');
    await writeFile(program, '#!/bin/sh\necho " V..... mjpeg  MJPEG"\n');
    await chmod(program, 0o755);
    const encode = createCopyEncoder({ program });
    await expect(copyOfGop(copying(clip, encode), stored(clip), 0)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'copy-encoder-missing',
    });
  });
});
