import { EventEmitter, once } from 'node:events';
import { existsSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { isLocked } from '../../../src/adapters/disk/folder-lock.ts';
import { keyframeOf, readFragmentedFile } from '../../../src/media/index.ts';
import { spoolFileName } from '../../../src/recording/index.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';
import { itUnless } from '../../support/unless.ts';
import { encodeClip } from '../relay/clip.ts';
import {
  gopFrames,
  gopMs,
  RecorderBench,
  type RecorderBenchOptions,
  type RecorderName,
  type TestRecording,
  uncutMs,
} from './recorder-bench.ts';

export const videoOf = ({ directory }: TestRecording, seq: number) =>
  join(directory, `${spoolFileName(seq)}.mp4`);

export function readVideo(recording: TestRecording, seq: number) {
  const file = readFragmentedFile(readFileSync(videoOf(recording, seq)));
  if (!file.isReadable) throw new Error(file.damage.message);
  return file;
}

/** How many GOPs of a file were seen on disk with nothing cut beside them: looked at whenever it changes. */
function watchGops(recording: TestRecording, seq: number) {
  const path = videoOf(recording, seq);
  const events = new EventEmitter();
  const seen = new Set<number>();
  const watcher = watch(recording.directory, () => {
    const file = existsSync(path) ? readFragmentedFile(readFileSync(path)) : undefined;
    if (!file?.isReadable || file.damage) return;
    seen.add(file.fragments.length);
    events.emit('seen');
  });
  const first = async () => {
    while (Math.max(0, ...seen) < 1) await once(events, 'seen');
  };
  return { seen, first, close: () => watcher.close() };
}

/** Each recorder does this, whatever writes the files. */
export function describeRecorder(recorder: RecorderName): void {
  const benches: RecorderBench[] = [];
  afterEach(async () => {
    for (const bench of benches.splice(0)) await bench.close();
  });

  async function aBench(given: RecorderBenchOptions = {}): Promise<RecorderBench> {
    const bench = await RecorderBench.make({ ...given, recorder });
    benches.push(bench);
    return bench;
  }

  describe(`when ${recorder} records a camera`, () => {
    it('tells each file once, in order, when it is whole, each going on where the last ended', async () => {
      const recording = await (await aBench()).record();
      await recording.closed(3);
      await recording.process.stop();
      const { files } = recording;
      expect(files.map(({ seq }) => seq)).toEqual(files.map((_, i) => i));
      expect(files[0]?.mediaFromMs).toBe(0);
      for (const [i, file] of files.entries()) {
        if (i > 0) expect(file.mediaFromMs).toBe(files[i - 1]?.mediaToMs);
        expect(readVideo(recording, file.seq).damage).toBeUndefined();
      }
    });

    it('writes one fragment for each GOP', async () => {
      const recording = await (await aBench()).record({ segmentMs: 2_000 });
      await recording.closed(3);
      await recording.process.stop();
      for (const { seq, mediaFromMs, mediaToMs } of recording.files.slice(0, 2))
        expect(readVideo(recording, seq).fragments).toHaveLength((mediaToMs - mediaFromMs) / gopMs);
    });

    const openGops = { gopFrames: 24, bFrames: 3, openGop: true, seconds: 121 / 25, size: '160x96' } as const;
    it.each([
      ['H.264', 'libx264', 'H264'],
      ['H.265', 'libx265', 'H265'],
    ] as const)(
      'lets the relay tell when the next file begins, where %s has open GOPs',
      async (_, encoder, codec) => {
        const pictures = encodeClip({ ...openGops, codec: encoder });
        const bench = await aBench({ pictures, codec });
        const cutsMs: number[] = [];
        const recording = await bench.record({
          onFile: ({ mediaToMs }, session) => void cutsMs.push(session.cutAt(mediaToMs)),
        });
        await recording.closed(3);
        await recording.process.stop();
        const nextMs = recording.files.slice(1).map(({ mediaFromMs }) => mediaFromMs);
        expect(cutsMs.slice(0, -1).map(Math.round)).toEqual(nextMs.map(Math.round));
        // ffmpeg tells the end of the last picture, which is earlier; direct tells the cut itself.
        if (recorder === 'ffmpeg') expect(recording.files[0]?.mediaToMs).toBeLessThan((nextMs[0] ?? 0) - 100);
      },
    );

    it('cuts at recovery points when a camera sends no IDR but the first (quirk 27)', async () => {
      // The clip begins again only after the test.
      const pictures = encodeClip({ isRefreshed: true, seconds: 60, gopFrames });
      const recording = await (await aBench({ pictures })).record({ segmentMs: 2_000 });
      await recording.closed(3);
      await recording.process.stop();
      const { seq, mediaFromMs, mediaToMs } = recording.files[1] ?? { seq: -1, mediaFromMs: 0, mediaToMs: 0 };
      const { track, fragments } = readVideo(recording, seq);
      expect(fragments).toHaveLength((mediaToMs - mediaFromMs) / gopMs);
      const bytes = readFileSync(videoOf(recording, seq));
      const keyframes = fragments.map((fragment) => keyframeOf(bytes, track, fragment));
      expect(keyframes.some(({ isReset, isWhole }) => isReset || isWhole)).toBe(false);
    });

    it('finishes by itself when the camera is left, and tells the last file before its end', async () => {
      const recording = await (await aBench()).record();
      await recording.closed(1);
      await recording.session.close();
      expect(await recording.process.ended).toMatchObject({ kind: 'finished' });
      const written = readdirSync(recording.directory).filter((name) => name.endsWith('.mp4'));
      expect(recording.files).toHaveLength(written.length);
    });
  });

  describe(`when ${recorder} is stopped`, () => {
    it('finishes its file when it is asked', async () => {
      const recording = await (await aBench()).record();
      await recording.closed(1);
      expect(await recording.process.stop()).toMatchObject({ kind: 'finished' });
      const last = recording.files.at(-1)?.seq ?? 0;
      expect(readVideo(recording, last).damage).toBeUndefined();
    });

    it('ends also when it is stopped before it has begun', async () => {
      const recording = await (await aBench()).record();
      expect(await recording.process.stop()).toBeDefined();
      await recording.released;
      expect(await isLocked(recording.directory)).toBe(false);
    });

    it('is no harm when it has ended long since', async () => {
      const recording = await (await aBench()).record();
      await recording.closed(1);
      await recording.session.close();
      const end = await recording.process.ended;
      expect(await recording.process.stop()).toEqual(end);
    });
  });

  describe(`when ${recorder} cannot go on`, () => {
    it('keeps no whole GOP to itself while it records, so that a kill takes none', async () => {
      const bench = await aBench();
      const recording = await bench.record({ segmentMs: uncutMs });
      const gops = watchGops(recording, 0);
      await gops.first();
      const begunGops = Math.ceil(bench.camera.pictures / gopFrames);
      await bench.camera.fallSilentAfter((begunGops + 1) * gopFrames + 5);
      // Until the relay gives the camera up, and ffmpeg ends its file with the five pictures of a GOP that was begun.
      await recording.process.ended;
      gops.close();
      expect([...gops.seen]).toContain(readVideo(recording, 0).fragments.length - 1);
    });

    const small = mountSmallDisk(200);
    afterAll(() => small.remove());

    itUnless(small.missing, 'says that the disk is full', async () => {
      const bench = await aBench();
      const recording = await bench.record({ directory: join(small.path, 'run'), segmentMs: uncutMs });
      expect(await recording.process.ended).toMatchObject({ kind: 'disk-full' });
    });
  });
}
