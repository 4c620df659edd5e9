import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ByteRange, CameraId, SegmentId, StreamId } from '../../../src/core/index.ts';
import { sumsOf } from '../../../src/evidence/bundle/sums.ts';
import { clipContent, clipSizeBytes } from '../../../src/evidence/clip/clip-content.ts';
import { type Clip, clipOriginMs, joinedClips } from '../../../src/evidence/clip/joined-clips.ts';
import { playbackOf, type StoredSegment } from '../../../src/footage/index.ts';
import {
  buildKeyframeIndex,
  digestSegment,
  packKeyframeIndex,
  readFragmentedFile,
} from '../../../src/media/index.ts';
import type { ObjectKey } from '../../../src/objects/index.ts';
import { corpusMissing, corpusPath } from '../../support/corpora.ts';
import { itUnless } from '../../support/unless.ts';
import {
  copyClip,
  h264,
  makeClip,
  type Probe,
  type ProbedPacket,
  probe,
  type ReadSegment,
  readSegment,
} from './clips.ts';

const startMs = Date.parse('2026-11-21T14:10:00.250Z');
const h265 = (openGop: 0 | 1) => [
  '-c:v',
  'libx265',
  '-x265-params',
  `log-level=none:open-gop=${openGop}`,
  '-g',
  '30',
];
/** Frames that lead a keyframe of an open GOP are shown before it. */
const maxLeading = 4;
const frameMs = 1000 / 15;

interface Filmed {
  readonly segment: StoredSegment;
  readonly bytes: Buffer;
}

/** To the end of the last picture in the file. */
function ownLengthMs({ fragments, track }: ReadSegment['file']): number {
  const ends = fragments.map((fragment) => fragment.presentationEndTicks);
  return ((Math.max(...ends) - fragments[0].presentationTicks) * 1000) / track.timescale;
}

/** A recorded file in the catalogue, from `fromMs` on, as long as its media says. */
function stored(
  { bytes, file }: ReadSegment,
  fromMs: number,
  epoch = 1,
  lengthMs = ownLengthMs(file),
): Filmed {
  const wall = { wallStartMs: fromMs, wallEndMs: fromMs + Math.round(lengthMs), mediaLengthMs: lengthMs };
  const id = `${epoch}-${fromMs}`;
  return {
    bytes,
    segment: {
      id: id as SegmentId,
      cameraId: 'cam_1' as CameraId,
      streamId: 'str_1' as StreamId,
      epoch,
      fromMs,
      toMs: wall.wallEndMs,
      store: 'memory',
      objectKey: id as ObjectKey,
      sizeBytes: bytes.length,
      sha256: '',
      codec: file.track.codec,
      width: 320,
      height: 240,
      initBytes: file.init.sizeBytes,
      keyframes: packKeyframeIndex(buildKeyframeIndex(file, wall)),
    },
  };
}

/** Everything of these, joined. */
function join1(filmed: readonly Filmed[]): {
  clips: Clip[];
  read: (s: StoredSegment, r: ByteRange) => Promise<Buffer>;
} {
  const bytesOf = ({ id }: StoredSegment) =>
    filmed.find(({ segment }) => segment.id === id)?.bytes ?? Buffer.alloc(0);
  const segments = filmed.map(({ segment }) => segment);
  const range = {
    fromMs: Math.min(...segments.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...segments.map(({ toMs }) => toMs)),
  };
  const initOf = (segment: StoredSegment) =>
    createHash('sha256').update(bytesOf(segment).subarray(0, segment.initBytes)).digest('hex');
  return {
    clips: joinedClips(playbackOf(segments, range), { originMs: clipOriginMs([range]), initOf }),
    read: async (segment, { offsetBytes, sizeBytes }) =>
      bytesOf(segment).subarray(offsetBytes, offsetBytes + sizeBytes),
  };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'joined-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function contentOf(clip: Clip, read: Parameters<typeof clipContent>[2]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of clipContent(clip, { offsetBytes: 0, sizeBytes: clipSizeBytes(clip) }, read))
    parts.push(part);
  return Buffer.concat(parts);
}

async function probedClip(bytes: Buffer): Promise<Probe> {
  const path = join(folder, 'clip.mp4');
  await writeFile(path, bytes);
  return probe(path);
}

/** Frames of a joined clip in order of showing, as ffprobe finds them: wall times, ms. */
async function shownMs(clip: Clip, bytes: Buffer): Promise<number[]> {
  const { packets, streams } = await probedClip(bytes);
  const timescale = Number(streams[0]?.time_base.split('/')[1]);
  expectRisingDecodeTimes(packets);
  return packets.map(({ pts }) => clip.originMs + (pts * 1000) / timescale).sort((a, b) => a - b);
}

const expectRisingDecodeTimes = (packets: readonly ProbedPacket[]): void => {
  for (const [i, { dts }] of packets.entries())
    if (i > 0) expect(dts).toBeGreaterThan(packets[i - 1]?.dts ?? 0);
};

const frames = ({ file }: ReadSegment): number =>
  file.fragments.reduce((sum, each) => sum + each.sampleCount, 0);

describe.each([
  ['H.264 without B-frames', h264('-bf', '0'), 0, 'avc1'],
  ['H.264 with B-frames', h264('-bf', '2'), 0, 'avc1'],
  ['H.265 with B-frames', h265(0), 0, 'hvc1'],
  ['H.265 with open GOPs', h265(1), maxLeading, 'hvc1'],
])('when originals of %s are joined', (_, encoder, leading, entry) => {
  let files: ReadSegment[];
  beforeAll(async () => {
    const clip = await makeClip({ encoder, seconds: 12, segmentSeconds: 6 });
    files = await Promise.all(clip.paths.map(readSegment));
    await clip.remove();
  });

  it('shows every frame at its wall time, and nothing for as long as nothing was recorded', async () => {
    const [one, two] = files;
    if (!one || !two) throw new Error('two segments are needed');
    const first = stored(one, startMs);
    const gapMs = 7_130;
    const later = stored(two, first.segment.toMs + gapMs, 2);
    const { clips, read } = join1([first, later]);
    expect(clips).toHaveLength(1);
    const clip = clips[0] as Clip;
    expect(clip.originMs % 1000).toBe(0);
    const shown = await shownMs(clip, await contentOf(clip, read));
    expect(shown).toHaveLength(frames(one) + frames(two));
    expect(shown[0]).toBeCloseTo(startMs, -1);
    const steps = shown.slice(1).map((ms, i) => ms - (shown[i] ?? 0));
    expect(Math.max(...steps)).toBeGreaterThan(gapMs - leading * frameMs);
    expect(Math.max(...steps)).toBeLessThan(gapMs + 2 * frameMs);
    expect(steps.filter((step) => step > 2 * frameMs)).toHaveLength(1);
  });

  it('shows the files of one run without a step, back or forward, between them', async () => {
    const [one, two] = files;
    if (!one || !two) throw new Error('two segments are needed');
    const gopMs = 2_000;
    const first = stored(one, startMs, 1, one.file.fragments.length * gopMs);
    const { clips, read } = join1([first, stored(two, first.segment.toMs)]);
    const [clip] = clips;
    if (!clip) throw new Error('nothing was joined');
    const shown = await shownMs(clip, await contentOf(clip, read));
    expect(shown).toHaveLength(frames(one) + frames(two));
    for (const [i, ms] of shown.entries()) expect(Math.abs(ms - startMs - i * frameMs)).toBeLessThan(3);
  });

  it('shows each instant once where two epochs overlap, in the middle of a GOP', async () => {
    const [one, two] = files;
    if (!one || !two) throw new Error('two segments are needed');
    const first = stored(one, startMs);
    const overlapMs = 1_010;
    const { clips, read } = join1([first, stored(two, first.segment.toMs - overlapMs, 2)]);
    const clip = clips[0] as Clip;
    expect(clip.stretches[0].untilMs).toBe(first.segment.toMs - overlapMs);
    const shown = await shownMs(clip, await contentOf(clip, read));
    const lost = frames(one) + frames(two) - shown.length;
    // What overlaps, and with B-frames those that wait while the next keyframe is decoded.
    expect(lost).toBeGreaterThanOrEqual(Math.floor(overlapMs / frameMs));
    expect(lost).toBeLessThanOrEqual(Math.ceil(overlapMs / frameMs) + 6);
    // Of an open GOP, the frames that lead its keyframe cannot be decoded behind a cut: players leave them out.
    if (leading > 0) return;
    for (const [i, ms] of shown.entries())
      if (i > 0) expect(ms).toBeGreaterThan((shown[i - 1] ?? 0) + frameMs / 3);
  });

  it('names the coding as every player knows it', async () => {
    const { clips, read } = join1([stored(files[0] as ReadSegment, startMs)]);
    const { streams } = await probedClip(await contentOf(clips[0] as Clip, read));
    expect(streams).toMatchObject([{ codec_tag_string: entry }]);
  });

  it('carries the payloads of the originals, also of the GOP that is cut, so that their digests verify it', async () => {
    const [one, two] = files;
    if (!one || !two) throw new Error('two segments are needed');
    const first = stored(one, startMs);
    const { clips, read } = join1([first, stored(two, first.segment.toMs - 1_010, 2)]);
    const bytes = await contentOf(clips[0] as Clip, read);
    const clip = readFragmentedFile(bytes);
    if (!clip.isReadable) throw new Error(clip.damage.message);
    const payloadsOf = (file: Buffer, read: ReadSegment['file']) =>
      digestSegment(file, read).gops.map(({ payload }) => payload);
    const originals = [one, two].flatMap((each) => payloadsOf(each.bytes, each.file));
    expect(payloadsOf(bytes, clip)).toEqual(originals);
  });

  it('makes of any range what the whole has there', async () => {
    const first = stored(files[0] as ReadSegment, startMs);
    const { clips, read } = join1([first]);
    const clip = clips[0] as Clip;
    const whole = await contentOf(clip, read);
    expect(whole).toHaveLength(clipSizeBytes(clip));
    for (const [offsetBytes, sizeBytes] of [
      [0, 10],
      [first.segment.initBytes - 5, 10],
      [20_000, 30_001],
      [whole.length - 1, 1],
    ]) {
      const range = { offsetBytes: offsetBytes ?? 0, sizeBytes: sizeBytes ?? 0 };
      const { sha256 } = await sumsOf(clipContent(clip, range, read));
      const expected = await sumsOf([whole.subarray(range.offsetBytes, range.offsetBytes + range.sizeBytes)]);
      expect(sha256).toBe(expected.sha256);
    }
  });
});

describe('when the parameter sets change on the way', () => {
  it('begins a new file there, and both are played', async () => {
    const shapes = ['testsrc2=size=320x240:rate=15', 'testsrc2=size=160x120:rate=15'];
    const clips = await Promise.all(
      shapes.map((source) => makeClip({ source, seconds: 4, segmentSeconds: 60 })),
    );
    const files = await Promise.all(clips.map(({ paths: [path = ''] }) => readSegment(path)));
    await Promise.all(clips.map((clip) => clip.remove()));
    const first = stored(files[0] as ReadSegment, startMs);
    const second = stored(files[1] as ReadSegment, first.segment.toMs, 2);
    const joined = join1([first, second]);
    expect(joined.clips).toHaveLength(2);
    for (const [i, clip] of joined.clips.entries()) {
      const shown = await shownMs(clip, await contentOf(clip, joined.read));
      expect(shown).toHaveLength(frames(files[i] as ReadSegment));
      expect(shown[0]).toBeCloseTo(i === 0 ? startMs : first.segment.toMs, -1);
    }
  });
});

describe('when H.265 of a real camera is joined', () => {
  const recording = 'video/test_h265.mp4';

  itUnless(
    corpusMissing(recording),
    'is hvc1 to players, and each picture is decoded as from the original',
    async () => {
      const copied = await copyClip(corpusPath(recording));
      const original = await readSegment(copied.paths[0] ?? '');
      const { clips, read } = join1([stored(original, startMs)]);
      const clip = clips[0] as Clip;
      const joined = await contentOf(clip, read);
      expect((await probedClip(original.bytes)).streams).toMatchObject([{ codec_tag_string: 'hev1' }]);
      expect((await probedClip(joined)).streams).toMatchObject([{ codec_tag_string: 'hvc1' }]);
      expect(pictureHashes(joined)).toEqual(pictureHashes(original.bytes));
      expect(pictureHashes(joined)).toHaveLength(frames(original));
      await copied.remove();
    },
  );

  itUnless(corpusMissing(recording), 'keeps the sums of a clip that an earlier version built', async () => {
    const copied = await copyClip(corpusPath(recording));
    const { clips, read } = join1([stored(await readSegment(copied.paths[0] ?? ''), startMs)]);
    const earlier: Clip = { ...(clips[0] as Clip), hevcEntry: 'hev1' };
    const { streams } = await probedClip(await contentOf(earlier, read));
    expect(streams).toMatchObject([{ codec_tag_string: 'hev1' }]);
    await copied.remove();
  });
});

/** A hash of each picture that ffmpeg decodes, in order of showing. */
function pictureHashes(bytes: Buffer): string[] {
  const args = ['-v', 'error', '-i', 'pipe:0', '-f', 'framemd5', '-fps_mode', 'passthrough', 'pipe:1'];
  const { stdout } = spawnSync('ffmpeg', args, { input: bytes });
  const lines = stdout
    .toString()
    .split('\n')
    .filter((line) => /^\d/.test(line));
  return lines.map((line) => line.split(',').at(-1)?.trim() ?? '');
}
