import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildKeyframeIndex, readFragmentedFile } from '../../../src/media/index.ts';
import { corpusMissing, corpusPath } from '../../support/corpora.ts';
import { itUnless } from '../../support/unless.ts';
import { type Clip, copyClip, h264, makeClip, type Probe, probe, readSegment } from './clips.ts';

/** Frames of an open GOP that are shown before its keyframe need the GOP before; decoders leave them out. */
const maxLeadingFrames = 4;

const h265 = ['-c:v', 'libx265', '-x265-params', 'log-level=none', '-g', '30'];

describe.each([
  ['H.264 without B-frames', () => makeClip()],
  ['H.264 with B-frames', () => makeClip({ encoder: h264('-bf', '2') })],
  ['H.264 with open GOPs', () => makeClip({ encoder: h264('-x264-params', 'open-gop=1:bframes=2') })],
  ['H.265 with B-frames', () => makeClip({ encoder: h265 })],
  ['an irregular frame rate', () => makeClip({ source: 'testsrc2=size=320x240:rate=15,select=mod(n\\,7)' })],
])('when ffmpeg recorded %s', (_, make) => {
  let clip: Clip;
  beforeAll(async () => {
    clip = await make();
  });
  afterAll(() => clip.remove());

  it('tells of every keyframe what ffprobe tells', async () => {
    expect(clip.paths.length).toBeGreaterThan(1);
    for (const path of clip.paths) await expectProbed(path);
  });

  it('lets every GOP be decoded behind the init section alone', async () => {
    const { bytes, file } = await readSegment(clip.paths[1] ?? '');
    for (const { offsetBytes, sizeBytes, sampleCount } of file.fragments) {
      const gop = bytes.subarray(offsetBytes, offsetBytes + sizeBytes);
      const alone = Buffer.concat([bytes.subarray(0, file.init.sizeBytes), gop]);
      expect(decodedFrames(alone)).toBeGreaterThanOrEqual(sampleCount - maxLeadingFrames);
    }
  });
});

async function expectProbed(path: string): Promise<void> {
  const { file } = await readSegment(path);
  const { packets, streams } = await probe(path);
  expect(file.damage).toBeUndefined();
  expect(streams).toMatchObject([{ width: file.track.width, height: file.track.height }]);
  expect(file.track.codecString).toMatch(levelOf(streams[0]));
  expect(streams[0]?.time_base).toBe(`1/${file.track.timescale}`);
  expect(
    file.fragments.map(({ keyframe, presentationTicks, decodeTicks }) => [
      ...[keyframe.offsetBytes, keyframe.sizeBytes, presentationTicks, decodeTicks],
    ]),
  ).toEqual(
    packets
      .filter(({ flags }) => flags.startsWith('K'))
      .map(({ pos, size, pts, dts }) => [Number(pos), Number(size), pts, dts]),
  );
  expect(file.fragments.reduce((sum, { sampleCount }) => sum + sampleCount, 0)).toBe(packets.length);
  const endTicks = Math.max(...packets.map(({ pts, duration }) => pts + duration));
  expect(Math.max(...file.fragments.map((fragment) => fragment.presentationEndTicks))).toBe(endTicks);
}

/** The level as RFC 6381 writes it at the end of a codec string (H.265: before the constraints). */
const levelOf = (stream: Probe['streams'][number] | undefined): RegExp =>
  stream?.codec_name === 'hevc'
    ? new RegExp(`\\.[LH]${stream.level}(\\.|$)`)
    : new RegExp(`^avc1\\.....${stream?.level.toString(16).padStart(2, '0')}$`);

/** How many frames ffmpeg decodes. */
function decodedFrames(bytes: Buffer): number {
  const args = ['-v', 'error', '-i', 'pipe:0', '-f', 'framecrc', '-fps_mode', 'passthrough', 'pipe:1'];
  const { stdout } = spawnSync('ffmpeg', args, { input: bytes });
  return stdout
    .toString()
    .split('\n')
    .filter((line) => /^\d/.test(line)).length;
}

describe('when a recorded file is cut or spoiled', () => {
  let bytes: Buffer;
  beforeAll(async () => {
    const clip = await makeClip({ encoder: h264('-bf', '2') });
    ({ bytes } = await readSegment(clip.paths[0] ?? ''));
    await clip.remove();
  });

  it('yields the whole GOPs in front of any cut', () => {
    const whole = readFragmentedFile(bytes);
    const all = whole.isReadable ? [...whole.fragments] : [];
    fc.assert(
      fc.property(fc.oneof(fc.nat(bytes.length), fc.nat(2000)), (cut) => {
        const file = readFragmentedFile(bytes.subarray(0, cut));
        const expected = all.filter(({ offsetBytes, sizeBytes }) => offsetBytes + sizeBytes <= cut);
        expect(file.isReadable ? file.fragments : []).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('survives bytes that are not what they were', () => {
    const flips = fc.array(fc.record({ at: fc.nat(3000), to: fc.nat(255) }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(flips, (spoiled) => {
        const copy = Buffer.from(bytes);
        for (const { at, to } of spoiled) copy[at] = to;
        const file = readFragmentedFile(copy);
        if (file.isReadable) expect(file.readableBytes).toBeLessThanOrEqual(copy.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe.each([
  ['car-detection.mp4', [768, 432]],
  ['bottle-detection.mp4', [640, 360]],
  ['test_h265.mp4', [640, 480]],
])('when %s of the corpora is recorded', (name, size) => {
  const recording = join('video', name);

  itUnless(corpusMissing(recording), 'tells what ffprobe tells', async () => {
    const clip = await copyClip(corpusPath(recording));
    await expectProbed(clip.paths[0] ?? '');
    const { file } = await readSegment(clip.paths[0] ?? '');
    expect([file.track.width, file.track.height]).toEqual(size);
    expect(buildKeyframeIndex(file, { wallStartMs: 0, wallEndMs: 1 }).gops).toHaveLength(
      file.fragments.length,
    );
    await clip.remove();
  });
});
