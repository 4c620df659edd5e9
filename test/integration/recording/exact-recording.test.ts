import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { keyframeTimesMs, readFragmentedFile } from '../../../src/media/index.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { readByMediaInfo, readByMp4box } from '../../support/mp4-readers.ts';
import { type ClipOptions, encodeClip, type Picture, splitStartCodes } from '../relay/clip.ts';
import { RecorderBench, type RecorderName, uncutMs } from './recorder-bench.ts';
import { readVideo, videoOf } from './recorder-contract.ts';

const benches: RecorderBench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

type Codec = 'H264' | 'H265';
const codecOf = ({ codec }: ClipOptions): Codec => (codec === 'libx265' ? 'H265' : 'H264');

const typeOf = (nal: Buffer, codec: Codec): number =>
  codec === 'H264' ? (nal[0] ?? 0) & 0x1f : ((nal[0] ?? 0) >> 1) & 0x3f;
/** Parameter sets and delimiters, which a file may hold elsewhere. */
const others = { H264: [7, 8, 9], H265: [32, 33, 34, 35] } as const;

/** Every NAL unit is compared but parameter sets and delimiters. */
const isCompared = (nal: Buffer, codec: Codec): boolean =>
  !(others[codec] as readonly number[]).includes(typeOf(nal, codec));

const unitsOf = (pictures: readonly Picture[], codec: Codec): string[] =>
  pictures.flatMap(({ nals }) => nals.filter((nal) => isCompared(nal, codec)).map(hexOf));

const hexOf = (nal: Buffer): string => nal.toString('hex');

/** ffmpeg's muxer adds a zero byte to each picture of H.265. */
const withoutZeros = (unit: string): string => unit.replace(/(?:00)+$/, '');

/** NAL units of a file as ffmpeg takes them out. */
function unitsIn(path: string, codec: Codec): string[] {
  const format = codec === 'H264' ? 'h264' : 'hevc';
  const args = [
    '-v',
    'error',
    '-i',
    path,
    '-c',
    'copy',
    '-bsf:v',
    `${format}_mp4toannexb`,
    '-f',
    format,
    '-',
  ];
  const bytes = execFileSync('ffmpeg', args, { maxBuffer: 2 ** 26 });
  return splitStartCodes(bytes)
    .filter((nal) => isCompared(nal, codec))
    .map(hexOf);
}

/** As GStreamer's `rtph264pay` sends a keyframe with `config-interval=-1`. */
function setsBeforeEachSlice(nals: readonly Buffer[]): Buffer[] {
  const sets = nals.filter((nal) => [7, 8].includes(typeOf(nal, 'H264')));
  return nals.flatMap((nal) => (typeOf(nal, 'H264') === 5 ? [...sets, nal] : [nal]));
}

/** When the keyframes of a file are shown, ms after its first. */
function keyframesIn(path: string): number[] {
  const file = readFragmentedFile(readFileSync(path));
  return file.isReadable ? keyframeTimesMs(file) : [];
}

/** A hash of each picture that a decoder makes of a file, or of a stream on its standard input. */
function decoded(input: readonly string[], bytes?: Buffer): string[] {
  const args = ['-v', 'error', ...input, '-vsync', '0', '-f', 'framemd5', '-'];
  const text = execFileSync('ffmpeg', args, { input: bytes, maxBuffer: 2 ** 26 }).toString();
  return text.split('\n').flatMap((line) => (/^\d/.test(line) ? (line.split(',').at(-1)?.trim() ?? []) : []));
}

function decodedClip(pictures: readonly Picture[], codec: Codec): string[] {
  const nals = pictures.flatMap((picture) => picture.nals);
  const bytes = Buffer.concat(nals.flatMap((nal) => [Buffer.from([0, 0, 0, 1]), nal]));
  return decoded(['-f', codec === 'H264' ? 'h264' : 'hevc', '-i', '-'], bytes);
}

interface Recorded {
  readonly path: string;
  /** The pictures of the camera that are in it. */
  readonly sent: readonly Picture[];
  readonly gops: number;
}

/** Records the clip once at least, into one file, as the camera sends it again and again. */
async function recorded(
  pictures: readonly Picture[],
  codec: Codec,
  recorder: RecorderName,
): Promise<Recorded> {
  const bench = await RecorderBench.make({ pictures, codec, frameMs: 5, recorder, clock: new HandClock() });
  benches.push(bench);
  const recording = await bench.record({ segmentMs: uncutMs });
  await bench.camera.sentPictures(3 * pictures.length);
  await recording.session.close();
  await recording.process.ended;
  const { fragments } = readVideo(recording, 0);
  const count = fragments.reduce((sum, { sampleCount }) => sum + sampleCount, 0);
  const sent = Array.from({ length: count }, (_, i) => pictures[i % pictures.length] as Picture);
  return { path: videoOf(recording, 0), sent, gops: fragments.length };
}

const small = { size: '176x144', seconds: 2, gopFrames: 25, tellsTimes: true } as const;
const clips: readonly (readonly [string, ClipOptions])[] = [
  ['Baseline', { ...small, params: 'cabac=0:8x8dct=0' }],
  ['High with open GOPs', { ...small, bFrames: 3, openGop: true, gopFrames: 24, params: 'cabac=1:8x8dct=1' }],
  ['4:2:2 of 10 bit with B-frames', { ...small, bFrames: 2, pixelFormat: 'yuv422p10le' }],
  ['slices, interlaced, of pixels that are not square', { ...small, params: 'slices=4:tff=1:sar=12/11' }],
  ['intra refresh', { ...small, isRefreshed: true }],
  ['1 picture a second', { ...small, fps: 1, seconds: 30, gopFrames: 5 }],
  ['60 pictures a second', { ...small, fps: 60, seconds: 1, gopFrames: 250 }],
  ['keyframes only', { ...small, seconds: 1, gopFrames: 1 }],
];
const h265 = { ...small, codec: 'libx265' } as const;
const h265Clips: readonly (readonly [string, ClipOptions])[] = [
  ['8 bit', h265],
  ['10 bit with B-frames', { ...h265, bFrames: 3, pixelFormat: 'yuv420p10le' }],
  ['open GOPs', { ...h265, bFrames: 3, openGop: true, gopFrames: 24 }],
];

const all = [
  ...clips.map(([name, options]) => [`H.264: ${name}`, options] as const),
  ...h265Clips.map(([name, options]) => [`H.265: ${name}`, options] as const),
];

describe('when a stream is recorded in this process', () => {
  it.each(all)('keeps every NAL unit and every picture; %s', async (_, options) => {
    const codec = codecOf(options);
    const pictures = encodeClip(options);
    const { path, sent, gops } = await recorded(pictures, codec, 'direct');
    expect(sent.length).toBeGreaterThanOrEqual(pictures.length);
    expect(unitsIn(path, codec)).toEqual(unitsOf(sent, codec));
    expect(decoded(['-i', path])).toEqual(decodedClip(sent, codec));
    const bytes = readFileSync(path);
    const entry = codec === 'H264' ? /^avc1\./ : /^hvc1\./;
    expect(readByMp4box(bytes)).toMatchObject({
      codec: expect.stringMatching(entry) as string,
      samples: sent.length,
      syncSamples: gops,
    });
    expect(await readByMediaInfo(bytes)).toMatchObject({
      format: codec === 'H264' ? 'AVC' : 'HEVC',
      frames: sent.length,
    });
  });

  it.each(['direct', 'ffmpeg'] as const)(
    'is one picture where parameter sets stand between its slices (quirk 28): %s',
    async (by) => {
      const pictures = encodeClip({ ...small, params: 'slices=4' });
      const torn = pictures.map((picture) => ({ ...picture, nals: setsBeforeEachSlice(picture.nals) }));
      expect(torn[0]?.nals.filter((nal) => typeOf(nal, 'H264') === 7).length).toBeGreaterThan(2);
      const { path, sent, gops } = await recorded(torn, 'H264', by);
      const asFilmed = sent.map((_, i) => pictures[i % pictures.length] as Picture);
      expect(unitsIn(path, 'H264')).toEqual(unitsOf(asFilmed, 'H264'));
      expect(decoded(['-i', path])).toEqual(decodedClip(asFilmed, 'H264'));
      expect(gops).toBe(Math.ceil(sent.length / small.gopFrames));
    },
  );

  it.each([
    ['H.264', { ...small, bFrames: 2 }],
    ['H.265', { ...h265, bFrames: 2 }],
  ] as const)('keeps the same units and keyframes as ffmpeg; %s', async (_, options) => {
    const codec = codecOf(options);
    const pictures = encodeClip(options);
    const both = await Promise.all([
      recorded(pictures, codec, 'direct'),
      recorded(pictures, codec, 'ffmpeg'),
    ]);
    const count = Math.min(...both.map(({ sent }) => sent.length));
    const unitCount = unitsOf(both[0].sent.slice(0, count), codec).length;
    const [direct, ffmpeg] = both.map(({ path }) => unitsIn(path, codec).slice(0, unitCount));
    expect(direct).toEqual(ffmpeg?.map(withoutZeros));
    const [ours, theirs] = both.map(({ path }) => keyframesIn(path).slice(0, 4));
    expect(ours).toHaveLength(4);
    expect(ours).toEqual(theirs);
  });
});
