import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDirectRecorder } from '../../../src/adapters/disk/recorder/direct-recorder.ts';
import { DiskSpool } from '../../../src/adapters/disk/spool/spool.ts';
import { createFfmpegRecorder } from '../../../src/adapters/ffmpeg/recorder.ts';
import { dayMs, newId, silentLog, systemClock } from '../../../src/core/index.ts';
import { type ClosedSegment, spoolFileName } from '../../../src/recording/index.ts';
import { RecordingRun } from '../../../src/recording/recording-run.ts';
import { createRelay } from '../../../src/relay/index.ts';
import { aRun } from '../../support/builders.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { readByMp4box } from '../../support/mp4-readers.ts';
import { encodeClip, type Picture } from '../relay/clip.ts';
import { FakeCamera } from '../relay/fake-camera.ts';
import type { RecorderName } from './recorder-bench.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const gopFrames = 25;
const clip = (size: string, quantiser: number): Picture[] =>
  encodeClip({ size, quantiser, gopFrames, seconds: 4 });
const gopsOf = (pictures: readonly Picture[]): Picture[][] =>
  [0, 1, 2, 3].map((n) => pictures.slice(n * gopFrames, (n + 1) * gopFrames));

/** What a decoder makes of a file or a stream: a hash of each picture. */
function decoded(input: string, bytes?: Buffer): string[] {
  const format = bytes ? ['-f', 'h264'] : [];
  const args = ['-v', 'error', ...format, '-i', input, '-vsync', '0', '-f', 'framemd5', '-'];
  const text = execFileSync('ffmpeg', args, { input: bytes, maxBuffer: 2 ** 26 }).toString();
  return text.split('\n').flatMap((line) => (/^\d/.test(line) ? (line.split(',').at(-1)?.trim() ?? []) : []));
}

function hashesOf(pictures: readonly Picture[]): string[] {
  const nals = pictures.flatMap((picture) => picture.nals);
  return decoded('-', Buffer.concat(nals.flatMap((nal) => [Buffer.from([0, 0, 0, 1]), nal])));
}

interface Recorded {
  readonly closed: readonly ClosedSegment[];
  /** Of each file, in order. */
  readonly hashes: readonly string[][];
  /** The sample entry of each file. */
  readonly entries: readonly string[];
  readonly requests: readonly string[];
}

/** Records a camera that sends these GOPs again and again, all of them once at least, through relay and recorder. */
async function recorded(
  gops: readonly (readonly Picture[])[],
  by: RecorderName = 'ffmpeg',
): Promise<Recorded> {
  const pictures = gops.flat().map((picture, i) => ({ ...picture, ptsTicks: i * 1800 }));
  const camera = await FakeCamera.start({ pictures, frameMs: 20 });
  cleanUps.push(() => camera.stop());
  const root = await mkdtemp(join(tmpdir(), 'format-'));
  cleanUps.push(() => rm(root, { recursive: true }));
  const relay = createRelay({
    networks: testNetworks,
    clock: systemClock,
    log: silentLog,
    writeEveryMs: 100,
    isReadHere: () => by === 'direct',
  });
  cleanUps.push(() => relay.close());
  const session = await relay.open({ url: camera.url });
  const { wallMs } = await session.firstKeyframe;
  const spool = new DiskSpool(root, newId('node', 0));
  const run = aRun({ firstFrameMs: wallMs });
  const folder = await spool.openRun(run);
  const closed: ClosedSegment[] = [];
  const recorder = by === 'direct' ? createDirectRecorder(systemClock) : await createFfmpegRecorder();
  const announce = async (_: unknown, segment: ClosedSegment) => void closed.push(segment);
  const deps = { relay, recorder, spool, announce, clock: systemClock, log: silentLog, segmentMs: dayMs };
  const recording = new RecordingRun(deps, run, session, folder);
  await vi.waitUntil(() => session.stats().keyframes > pictures.length / gopFrames, { timeout: 60_000 });
  await recording.stop({ reason: 'recorder', message: 'enough', isRenewal: false });
  const files = closed.map(({ seq }) => join(folder.directory, `${spoolFileName(seq)}.mp4`));
  return {
    closed,
    hashes: files.map((file) => decoded(file)),
    entries: files.map((file) => readByMp4box(readFileSync(file)).codec.slice(0, 4)),
    requests: camera.requests.map(({ method }) => method),
  };
}

function expectTouching(closed: readonly ClosedSegment[]): void {
  for (const [i, { startMs, mediaFromMs }] of closed.entries())
    if (i > 0) expect([startMs, mediaFromMs]).toEqual([closed[i - 1]?.endMs, closed[i - 1]?.mediaToMs]);
}

const oneSession = ['OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY', 'TEARDOWN'];

describe('when a camera changes its parameter sets', () => {
  it('records every picture in one file while a PPS alternates with each GOP (quirk 20)', async () => {
    const [coarse, fine] = [gopsOf(clip('160x96', 34)), gopsOf(clip('160x96', 20))];
    const gops = coarse.flatMap((gop, n) => [gop, fine[n] ?? []]);
    const { hashes, requests } = await recorded(gops);
    expect(new Set(gops.map(([first]) => first?.nals[1]?.toString('hex'))).size).toBe(2);
    expect(hashes.map((file) => file.slice(0, gops.flat().length))).toEqual([gops.flatMap(hashesOf)]);
    expect(requests).toEqual(oneSession);
  });

  it('records every picture directly, in one file from the third change of a PPS on (quirk 20)', async () => {
    const [coarse, fine] = [gopsOf(clip('160x96', 34)), gopsOf(clip('160x96', 20))];
    const gops = coarse.flatMap((gop, n) => [gop, fine[n] ?? []]);
    const { closed, hashes, entries } = await recorded(gops, 'direct');
    expect(hashes.flat().slice(0, gops.flat().length)).toEqual(gops.flatMap(hashesOf));
    expect(entries.slice(0, 4)).toEqual(['avc1', 'avc1', 'avc1', 'avc3']);
    expect(hashes.slice(0, 3).map((file) => file.length)).toEqual([gopFrames, gopFrames, gopFrames]);
    expectTouching(closed);
  });

  const recorders = ['ffmpeg', 'direct'] as const;
  it.each(recorders)(
    'records every picture, in files that touch, when the picture size changes (quirk 20): %s',
    async (by) => {
      const [small, large] = [gopsOf(clip('160x96', 26)), gopsOf(clip('320x180', 26))];
      const gops = [...small, ...large, ...small];
      const { closed, hashes, requests } = await recorded(gops, by);
      expect(hashes.flat().slice(0, gops.flat().length)).toEqual(gops.flatMap(hashesOf));
      expect(closed.map(({ seq }) => seq)).toEqual(closed.map((_, i) => i));
      expect(closed.length).toBeGreaterThanOrEqual(3);
      expectTouching(closed);
      expect(requests).toEqual(oneSession);
    },
  );
});
